import { FileDown } from 'lucide-react'
import { Link } from 'react-router'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/bilan.route'
import { loadBilan } from './bilan.server.ts'
import { YearTable } from './bilan-table.tsx'

export const loader = (args: Route.LoaderArgs) => loadBilan(args)

export default function Bilan({ loaderData, params }: Route.ComponentProps) {
  const { annee, lines } = loaderData
  const base = `/t/${params.territoire}/appuis`
  return (
    <>
      <title>{`Appuis en ${annee} · Maillage`}</title>
      <PageHead
        title={`Appuis en ${annee}`}
        crumbs={[{ to: base, label: 'Appui en ingénierie' }]}
        lead="À qui l’équipe a donné son temps, pour quoi, et si cela a servi."
        actions={
          <>
            <Link className="btn ghost" to={`?annee=${annee - 1}`}>
              {annee - 1}
            </Link>
            <Link className="btn ghost" to={`?annee=${annee + 1}`}>
              {annee + 1}
            </Link>
            <a className="btn" href={`${base}/bilan.xlsx?annee=${annee}`} download>
              <FileDown aria-hidden size={16} /> XLSX
            </a>
          </>
        }
      />
      {lines.length === 0 ? (
        <Empty title={`Aucune demande en ${annee}.`} />
      ) : (
        <Card title="Par sorte de commune et d’appui">
          <YearTable lines={lines} />
          <p className="muted small">
            Les demandes déposées dans l’année, avec tous les jours qui leur ont été donnés, même l’année
            d’après.
          </p>
        </Card>
      )}
    </>
  )
}
