import { Download } from 'lucide-react'
import { read } from '#app/platform/http.server.ts'
import { Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/chiffres.route'
import { parseChiffres } from './chiffres.filter.ts'
import { listChiffresChoices } from './chiffres-choix.server.ts'
import { loadPivot } from './chiffres-cube.server.ts'
import { porteeOf } from './chiffres-faits.server.ts'
import { ChiffresForm } from './chiffres-form.tsx'
import { listIndicateurs, listParCommune, loadConcentration } from './chiffres-indicateurs.server.ts'
import { ConcentrationCard, IndicateursCard, ParCommuneCard } from './chiffres-indicateurs.tsx'
import { PivotCard } from './chiffres-pivot.tsx'
import './chiffres.css'

export async function loader(args: Route.LoaderArgs) {
  const search = new URL(args.request.url).searchParams
  const asked = parseChiffres(search)
  return read(args, async ({ tx, actor }) => ({
    asked,
    pivot: await loadPivot(tx, porteeOf(actor), asked),
    indicateurs: await listIndicateurs(tx, porteeOf(actor), asked),
    concentration: await loadConcentration(tx, porteeOf(actor), asked),
    communes: await listParCommune(tx, porteeOf(actor), asked),
    choices: await listChiffresChoices(tx),
    search: search.toString(),
  }))
}

export default function Chiffres({ loaderData, params }: Route.ComponentProps) {
  const { asked, pivot, indicateurs, concentration, communes, choices, search } = loaderData
  const base = `/t/${params.territoire}/financements`
  return (
    <>
      <title>Chiffres des financements · Maillage</title>
      <PageHead
        title="Chiffres"
        crumbs={[{ to: base, label: 'Financements' }]}
        badges={choices.exemple && <Exemple />}
        lead="L’argent des appels à projets, coupé comme on veut ; chaque chiffre dit ce qu’il compte et mène à ses dossiers."
        actions={
          <a className="btn" href={`${base}/chiffres/tableau.xlsx?${search}`} download>
            <Download aria-hidden size={16} /> XLSX
          </a>
        }
      />
      <ChiffresForm asked={asked} choices={choices} />
      {indicateurs.length === 0 ? (
        <Empty title="Aucun dossier déposé ne répond à ces choix.">
          Retirez un filtre, ou reprenez une programmation passée.
        </Empty>
      ) : (
        <>
          <PivotCard asked={asked} pivot={pivot} detail={`${base}/chiffres/dossiers`} search={search} />
          <IndicateursCard annees={indicateurs} />
          <div className="grid-wide">
            <ParCommuneCard communes={communes} />
            <ConcentrationCard its={concentration} />
          </div>
        </>
      )}
    </>
  )
}
