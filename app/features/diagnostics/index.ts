export { Observation } from './observation-view.tsx'
