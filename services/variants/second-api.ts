// A library of service A came with its own, older copy of `@opentelemetry/api`, and turns on the diagnostic log as
// it is loaded. The copy that comes first is the one that counts in a process, and takes only what is registered
// through its own version: when the SDK comes with the newer one, all that it registers is refused.

import { diag, DiagConsoleLogger, DiagLogLevel } from 'opentelemetry-api-1.9';

diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.ERROR);
