export { PopulationChart } from './population-chart.tsx'
export { QpvTable } from './qpv-table.tsx'
