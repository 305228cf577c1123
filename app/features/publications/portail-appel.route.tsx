import { Link } from 'react-router'
import { getPublicAppel } from '#app/features/financements/index.server.ts'
import { AppelRules, AppelText, appelEtats, appelTones } from '#app/features/financements/index.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import { Badge, Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-appel.route'
import { readPortail } from './portail.server.ts'

/** A call as anybody reads it: its text and its rules, never its envelopes nor who answered. */
export async function loader(args: Route.LoaderArgs) {
  const now = args.context.get(servicesContext).now()
  const { territoire, code } = args.params
  return readPortail(args, territoire, async (tx, { nom }) => {
    const { enveloppes: _enveloppes, criteres, ...appel } = await getPublicAppel(tx, { code, now })
    return { nom, appel, criteres: criteres.map((its) => its.titre) }
  })
}

export default function PortailAppel({ loaderData, params }: Route.ComponentProps) {
  const { nom, appel, criteres } = loaderData
  const { ouvreLe, fermeLe, etat } = appel
  return (
    <>
      <title>{`${appel.titre} · ${nom}`}</title>
      <meta name="description" content={appel.texte.slice(0, 150)} />
      <PageHead
        title={appel.titre}
        crumbs={[{ to: `/p/${params.territoire}/appels`, label: 'Appels à projets' }]}
        badges={<Badge tone={appelTones[etat]}>{appelEtats[etat]}</Badge>}
        lead={
          ouvreLe &&
          fermeLe &&
          `Dépôts du ${formatInstant(new Date(ouvreLe))} au ${formatInstant(new Date(fermeLe))}, heure de Paris.`
        }
        actions={
          etat === 'ouvert' && (
            <Link
              className="btn primary"
              to={`/t/${params.territoire}/financements/appels/${appel.code}/deposer`}
            >
              Remplir un dossier
            </Link>
          )
        }
      />
      <AppelText appel={appel} />
      <AppelRules appel={appel} />
      <Card title="Pièces demandées">
        <ul>
          {appel.pieces.map((piece) => (
            <li key={piece.id}>
              {piece.titre}
              {!piece.obligatoire && ' (facultatif)'}
            </li>
          ))}
        </ul>
      </Card>
      <Card title="Ce que les instructeurs regardent">
        <ul>
          {criteres.map((titre) => (
            <li key={titre}>{titre}</li>
          ))}
        </ul>
      </Card>
    </>
  )
}
