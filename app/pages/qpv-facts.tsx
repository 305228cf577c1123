import type { QpvRow } from '#app/features/territoires/index.server.ts'
import { formatPeriode } from '#app/lib/dates.ts'
import { Card, Facts } from '#app/ui/page.tsx'
import { CommuneLinks } from './place-panels.tsx'

/** What is known of a quarter, and why its figures stay apart from those of the other list. */
export function QpvFacts({ qpv, base }: { qpv: QpvRow; base: string }) {
  const facts = [
    ['Code officiel', qpv.code],
    ['En vigueur', formatPeriode(qpv)],
    ['Périmètre', qpv.statutPerimetre],
    ['Source', qpv.source],
    ['Communes', <CommuneLinks key="communes" communes={qpv.communes} base={base} />],
  ] as const
  return (
    <Card title="Repères">
      <div className="stack-s">
        <Facts items={facts} />
        <p className="small muted">
          Les deux générations de quartiers n’ont pas les mêmes contours : leurs chiffres ne se comparent pas
          d’une liste à l’autre.
        </p>
      </div>
    </Card>
  )
}
