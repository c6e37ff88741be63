/** The text of lib/commands/types.ts, as the rows say it. */
export declare const commandTypes: () => string
