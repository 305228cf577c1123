import pino from 'pino'

/** One line of JSON an event, on standard error. Never a password, a token, a query string or a form. */
export const logger = pino(
  { level: 'info', base: undefined, redact: ['*.password', '*.token', '*.cookie', '*.authorization'] },
  pino.destination({ dest: 2, sync: false }),
)
