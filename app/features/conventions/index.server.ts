export { reportReminders } from './rappels.server.ts'
