import { FileDown } from 'lucide-react'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import { measureDefinitions } from '#stats/reseau/measures.ts'
import type { Route } from './+types/cooperation.route'
import { loadCooperation } from './cooperation.server.ts'
import {
  Answer,
  AsideCard,
  BridgesCard,
  Choice,
  MeasuresCard,
  TiesCard,
  YearsCard,
} from './cooperation-panels.tsx'
import { NetworkPicture } from './cooperation-picture.tsx'
import './cooperation.css'

export async function loader(args: Route.LoaderArgs) {
  const page = await loadCooperation(args)
  return { ...page, definitions: measureDefinitions }
}

export default function Cooperation({ loaderData: page, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { asked, picture } = page
  const query = new URLSearchParams(asked.faits.map((fait) => ['fait', fait]))
  if (asked.annee !== null) query.set('annee', String(asked.annee))
  const title = asked.annee === null ? 'Le réseau, toutes années ensemble' : `Le réseau en ${asked.annee}`
  return (
    <>
      <title>Coopération · Maillage</title>
      <PageHead
        title="Coopération"
        lead="Qui travaille avec qui, à partir de faits : plus qu’avant, et qui reste à inviter."
        actions={['liens.csv', 'reseau.graphml'].map((file) => (
          <a key={file} className="btn" href={`${base}/cooperation/${file}?${query}`} download>
            <FileDown aria-hidden size={16} /> {file.endsWith('csv') ? 'Liens en CSV' : 'GraphML'}
          </a>
        ))}
      />
      <Answer page={page} />
      <Choice page={page} />
      <div className="grid-wide">
        <div className="stack">
          <Card title={title}>
            {picture.nodes.length === 0 ? (
              <Empty title="Rien à dessiner encore">
                Le réseau se dessine tout seul : fiches, séances, signatures et financements le font.
              </Empty>
            ) : (
              <NetworkPicture picture={picture} title={title} />
            )}
          </Card>
          <YearsCard page={page} />
        </div>
        <div className="stack">
          <TiesCard page={page} base={base} />
          <BridgesCard page={page} base={base} />
          <AsideCard page={page} base={base} />
          <MeasuresCard page={page} definitions={page.definitions} />
        </div>
      </div>
    </>
  )
}
