// A library of service A came with its own, older copy of `@opentelemetry/api`, and turns on the diagnostic log as
// it is loaded. The copy that comes first is the one that counts in a process, and only its own version may register
// with it: all that the SDK registers through the newer one is refused, without a word in that log.

import { diag, DiagConsoleLogger, DiagLogLevel } from 'opentelemetry-api-1.9';

diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.ERROR);
