/** The file of rules of a folder: what is asked there, and no input. */
export const RULES_FILE = 'tracehop.yaml';
