import { Form, Link } from 'react-router'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/observatoire.route'
import { isTheme, listAxesWithThemes, setAxeThemes } from './axe-themes.server.ts'
import { AxeThemesCard } from './axe-themes.tsx'
import { listDisponibles } from './disponibles.server.ts'
import { lecteurFor } from './lecteurs.server.ts'
import { listLieuChoices, mustRead } from './lieu-page.server.ts'
import { LieuSelect } from './lieu-select.tsx'
import { StoreCard } from './store-card.tsx'
import './observatoire.css'

export async function loader(args: Route.LoaderArgs) {
  const its = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    return {
      slug: actor.territoireSlug,
      lieux: await listLieuChoices(tx, at),
      axes: can(actor, 'strategie.lire') ? await listAxesWithThemes(tx, actor, at) : [],
      canLink: can(actor, 'diagnostics.modifier'),
      canObserve: can(actor, 'observations.lire'),
      canDiagnose: can(actor, 'diagnostics.lire'),
    }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, its.slug)
  const found = await listDisponibles(lecteur, 'commune')
  const disponibles = found.map(({ indicateur: { id, label, theme }, periodes }) => ({
    id,
    label,
    theme,
    periodes,
  }))
  return { ...its, disponibles, imports: lecteur.imports.size }
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const themes = form.getAll('theme').map(String).filter(isTheme)
    await setAxeThemes(tx, actor, String(form.get('axe')), themes)
    return redirectWith(`/t/${actor.territoireSlug}/observatoire#axes`, 'Thèmes de l’axe enregistrés.')
  })
}

export default function Observatoire({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/observatoire`
  const { lieux, disponibles, imports } = loaderData
  return (
    <>
      <title>Observatoire · Maillage</title>
      <PageHead
        title="Observatoire"
        lead="Les chiffres des producteurs publics, toujours avec leur source, et ce que voient ceux qui travaillent et vivent ici."
        actions={
          <Link className="btn" to="imports">
            Fichiers de données
          </Link>
        }
      />
      {imports === 0 ? (
        <Card>
          <Empty
            title="L’observatoire est vide."
            action={
              <Link className="btn primary" to="imports">
                Voir quels fichiers importer
              </Link>
            }
          >
            Aucun fichier de données n’a encore été importé : la liste dit lesquels télécharger, et chez qui.
          </Empty>
        </Card>
      ) : (
        <Card title="Lire un territoire">
          <Form method="get" action={`${base}/portrait`} className="row obs-form">
            <LieuSelect name="lieu" label="Portrait de" choices={lieux} />
            <button className="btn primary" type="submit">
              Ouvrir le portrait
            </button>
          </Form>
          <ul className="row list obs-doors">
            <li>
              <Link className="btn" to="carte">
                Carte
              </Link>
            </li>
            <li>
              <Link className="btn" to="explorer">
                Explorer des séries
              </Link>
            </li>
            <li>
              <Link className="btn" to="semblables">
                Territoires semblables
              </Link>
            </li>
            {loaderData.canObserve && (
              <li>
                <Link className="btn" to="observations">
                  Observations de terrain
                </Link>
              </li>
            )}
            {loaderData.canDiagnose && (
              <li>
                <Link className="btn" to="diagnostics">
                  Diagnostics partagés
                </Link>
              </li>
            )}
          </ul>
        </Card>
      )}
      <div className="grid-wide">
        <StoreCard disponibles={disponibles} />
        <AxeThemesCard axes={loaderData.axes} canLink={loaderData.canLink} />
      </div>
    </>
  )
}
