import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { Facts } from '#app/ui/page.tsx'
import { totalsOf } from './budget.rules.ts'
import type { Dossier } from './dossiers.queries.server.ts'
import './financements.css'

/** What the legal representative reads before signing. */
export function SignedSummary({ dossier }: { dossier: Dossier }) {
  const totals = totalsOf(dossier.budget)
  const funders = dossier.budget
    .filter((its) => its.financeurId !== null)
    .map((its) => `${its.financeur} : ${formatEuros(its.montantCentimes)}`)
  const { debut, fin } = dossier
  return (
    <>
      <Facts
        items={[
          ['Période', debut && fin ? `du ${formatDate(debut)} au ${formatDate(fin)}` : ''],
          ['Lieux', [...dossier.communes, ...dossier.qpvs].join(', ')],
          ['Budget', formatEuros(totals.charges)],
          ['Demandé', funders.join(' ; ')],
          ['Responsable', dossier.responsableNom],
        ]}
      />
      {dossier.objectifs && <p className="prose-text">{dossier.objectifs}</p>}
      {dossier.description && <p className="prose-text">{dossier.description}</p>}
    </>
  )
}
