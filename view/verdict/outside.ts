// Who sent the request from outside: a verdict does not tell, but whoever shows it knows.

import { createContext } from 'preact';

export const Outside = createContext('curl');
