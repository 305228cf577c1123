import { getCommune, listQpvs } from '#app/features/territoires/index.server.ts'
import { QpvTable } from '#app/features/territoires/index.ts'
import { NotFound } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Badge, Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/commune.route'
import { CommuneFacts } from './commune-facts.tsx'
import { type Lieu, loadAroundLieu, loadKeyFigures } from './lieu.server.ts'
import { DocumentsOfLieu, FieldPanel, FiguresPanel, MoneyPanel, SeatsPanel } from './lieu-panels.tsx'
import { loadPartsOf } from './participation.server.ts'
import { PartsPanel } from './participation-lieu.tsx'
import { FichesPanel, OrganisationsPanel, PerimetresPanel } from './place-panels.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { code } = args.params
  const page = await read(args, async (visit) => {
    if (!can(visit.actor, 'territoire.lire')) throw new NotFound()
    const commune = await getCommune(visit.tx, code)
    const lieu: Lieu = { niveau: 'commune', code, nom: commune.nom, communeCodes: [code] }
    const around = await loadAroundLieu(visit, lieu)
    const parts = await loadPartsOf(visit, code)
    return { at: visit.at, commune, lieu, around, parts, qpvs: await listQpvs(visit.tx, { commune: code }) }
  })
  const { locaux, epci, ...around } = page.around
  const chiffres = await loadKeyFigures(args, page.lieu, { locaux, epci })
  return { ...page, around, chiffres: locaux ? chiffres : null }
}

export default function Commune({ loaderData, params }: Route.ComponentProps) {
  const { commune, lieu, around, parts, qpvs, at, chiffres } = loaderData
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>{`${commune.nom} · Maillage`}</title>
      <PageHead
        title={commune.nom}
        crumbs={[{ to: `${base}/territoire`, label: 'Communes et quartiers' }]}
        badges={commune.type === 'rurale' && <Badge tone="green">commune rurale</Badge>}
      />
      <div className="grid-wide">
        <div className="stack">
          {chiffres && <FiguresPanel base={base} lieu={lieu} chiffres={chiffres} />}
          <FieldPanel base={base} lieu={lieu} observations={around.observations} />
          <FichesPanel
            base={base}
            fiches={around.fiches.rows}
            total={around.fiches.total}
            all={`${base}/fiches?commune=${commune.code}`}
          />
          <MoneyPanel annees={around.argent} />
          {qpvs.length > 0 && (
            <Card title="Quartiers prioritaires">
              <div className="stack">
                <QpvTable qpvs={qpvs} base={base} at={at} />
              </div>
            </Card>
          )}
        </div>
        <div className="stack">
          <CommuneFacts commune={commune} />
          <DocumentsOfLieu base={base} documents={around.documents} />
          {parts && <PartsPanel parts={parts} base={base} code={commune.code} />}
          <SeatsPanel base={base} sieges={around.sieges} />
          <PerimetresPanel base={base} perimetres={around.perimetres} />
          <OrganisationsPanel base={base} organisations={around.organisations} />
        </div>
      </div>
    </>
  )
}
