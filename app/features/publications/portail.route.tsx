import { Link } from 'react-router'
import { AxeDot, Card } from '#app/ui/page.tsx'
import type { Route } from './+types/portail.route'
import { countPublished, getStrategie, listCommunes, listPublished } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'
import { PublishedList } from './portail-lists.tsx'

export async function loader(args: Route.LoaderArgs) {
  return readPortail(args, args.params.territoire, async (tx, portail) => ({
    portail: { nom: portail.nom, accroche: portail.accroche, presentation: portail.presentation },
    communes: await listCommunes(tx),
    strategie: await getStrategie(tx),
    counts: await countPublished(tx),
    latest: await listPublished(tx, { limit: 5 }),
  }))
}

export default function PortailHome({ loaderData, params }: Route.ComponentProps) {
  const { portail, communes, strategie, counts, latest } = loaderData
  const base = `/p/${params.territoire}`
  return (
    <>
      <title>{`Projet de cohésion sociale · ${portail.nom}`}</title>
      <meta name="description" content={portail.accroche || portail.presentation.slice(0, 150)} />
      <div className="portail-hero">
        <h1>{portail.accroche || `Le projet de cohésion sociale de ${portail.nom}`}</h1>
        <p className="lead">{portail.presentation}</p>
        <form method="get" action={`${base}/quartier`} className="row">
          <label htmlFor="lieu">Dans ma commune :</label>
          <select id="lieu" name="lieu" className="input">
            {communes.map(({ code, nom }) => (
              <option key={code} value={code}>
                {nom}
              </option>
            ))}
          </select>
          <button type="submit" className="btn primary">
            Voir ce qui s’y fait
          </button>
        </form>
      </div>
      {strategie && (
        <Card title="La stratégie">
          <p>
            <Link to={`${base}/documents/${strategie.adresse}`}>{strategie.contenu.titre}</Link> :{' '}
            {strategie.contenu.communes.length} communes, {strategie.contenu.signataires.length} signataires.
          </p>
          <ol className="list portail-axes">
            {strategie.contenu.axes.map((axe) => (
              <li key={axe.numero}>
                <AxeDot numero={axe.numero} />{' '}
                <Link to={`${base}/actions?axe=${encodeURIComponent(`${axe.numero}. ${axe.titre}`)}`}>
                  {axe.titre}
                </Link>
              </li>
            ))}
          </ol>
        </Card>
      )}
      <Card
        title="Dernières publications"
        aside={<Link to={`${base}/actions`}>{counts.fiche} actions publiées</Link>}
      >
        <PublishedList base={base} rows={latest} heading="h3" />
      </Card>
    </>
  )
}
