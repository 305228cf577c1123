export { Dots } from './dots.tsx'
export { Observation } from './observation-view.tsx'
