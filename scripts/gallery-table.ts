// Writes the table of the gallery into README.md.

import { fs, path } from 'zx';

import { readGallery } from '../lab/gallery.ts';
import { ROOT } from '../lab/root.ts';
import { withTable } from './gallery/docs-table.ts';

const readme = path.join(ROOT, 'README.md');
await fs.writeFile(readme, withTable(await fs.readFile(readme, 'utf8'), readGallery()));
