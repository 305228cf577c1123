export { Dots } from './dots.tsx'
export { Confirmation } from './observation-form.tsx'
export { Observation } from './observation-view.tsx'
