import { getQpv } from '#app/features/territoires/index.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { AConfirmer, Badge, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/qpv.route'
import { type Lieu, loadAroundLieu, loadKeyFigures } from './lieu.server.ts'
import { DocumentsOfLieu, FieldPanel, FiguresPanel, MoneyPanel, SeatsPanel } from './lieu-panels.tsx'
import { FichesPanel } from './place-panels.tsx'
import { QpvFacts } from './qpv-facts.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { code } = args.params
  const page = await read(args, async (visit) => {
    if (!can(visit.actor, 'territoire.lire')) throw new NotFound()
    const qpv = await getQpv(visit.tx, code)
    const communeCodes = qpv.communes.map((its) => its.code)
    const lieu: Lieu = {
      niveau: 'qpv',
      code,
      nom: qpv.nom,
      communeCodes,
      periode: { debut: qpv.debut, fin: qpv.fin },
    }
    return { qpv, lieu, around: await loadAroundLieu(visit, lieu) }
  })
  const { locaux, epci, ...around } = page.around
  const chiffres = await loadKeyFigures(args, page.lieu, { locaux, epci })
  return { ...page, around, chiffres: locaux ? chiffres : null }
}

export default function Qpv({ loaderData: { qpv, lieu, around, chiffres }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const badges = (
    <>
      <Badge tone="brand">génération {qpv.generation}</Badge>
      {qpv.codeInfere && <AConfirmer>code déduit de la numérotation de 2024</AConfirmer>}
    </>
  )
  return (
    <>
      <title>{`${qpv.nom} · Maillage`}</title>
      <PageHead
        title={qpv.nom}
        crumbs={[{ to: `${base}/territoire#qpv`, label: 'Communes et quartiers' }]}
        badges={badges}
      />
      <div className="grid-wide">
        <div className="stack">
          {chiffres && <FiguresPanel base={base} lieu={lieu} chiffres={chiffres} />}
          <FieldPanel base={base} lieu={lieu} observations={around.observations} />
          <FichesPanel
            base={base}
            fiches={around.fiches.rows}
            total={around.fiches.total}
            all={`${base}/fiches?qpv=${qpv.code}`}
          />
          <MoneyPanel annees={around.argent} />
        </div>
        <div className="stack">
          <QpvFacts qpv={qpv} base={base} />
          <DocumentsOfLieu base={base} documents={around.documents} />
          <SeatsPanel base={base} sieges={around.sieges} />
        </div>
      </div>
    </>
  )
}
