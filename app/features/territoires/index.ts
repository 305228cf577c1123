export { PopulationChart } from './population-chart.tsx'
export { QpvTable } from './qpv-table.tsx'
export type { TerritoireMapData } from './territoire-map.tsx'
