import { servicesContext } from '#app/platform/http.server.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-quartier.route'
import { locate } from './adresse.server.ts'
import { AdresseForm, AdresseSaid } from './adresse-form.tsx'
import { readPortail } from './portail.server.ts'
import { loadQuartier } from './quartier.server.ts'
import { ActionsHere, AroundHere, LieuForm, ServicesHere, TakePart } from './quartier-cards.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { config, now } = args.context.get(servicesContext)
  const { territoire } = args.params
  const params = new URL(args.request.url).searchParams
  const lieu = (params.get('lieu') ?? '').slice(0, 20)
  const typed = lieu === '' ? (params.get('adresse') ?? '').trim().slice(0, 200) : ''
  const adresse = await locate(typed === '' ? null : config.geocodageUrl, typed)
  const asked = { lieu, adresse, territoire, dataDir: config.dataDir, now: now() }
  return readPortail(args, territoire, async (tx, { nom, participer, courriel }) => ({
    portail: { nom, participer, courriel },
    typed,
    ...(await loadQuartier(tx, asked)),
  }))
}

export default function PortailQuartier({ loaderData, params }: Route.ComponentProps) {
  const { portail, choices, here, typed, adresse } = loaderData
  const base = `/p/${params.territoire}`
  const name = here ? here.lieu.nom : 'Dans mon quartier'
  return (
    <>
      <title>{`${here ? `Dans mon quartier : ${name}` : name} · ${portail.nom}`}</title>
      <meta
        name="description"
        content="Ce qui se fait près de chez vous, avec qui, et comment y participer."
      />
      <PageHead
        title={name}
        lead={
          here
            ? 'Ce qui se fait ici, avec qui, et comment y participer.'
            : 'Écrivez votre adresse, ou choisissez votre commune ou votre quartier : ce qui s’y fait, avec qui, et comment y participer.'
        }
        {...(here ? { crumbs: [{ to: `${base}/quartier`, label: 'Dans mon quartier' }] } : {})}
      />
      <AdresseForm typed={typed} />
      <AdresseSaid adresse={adresse} />
      <LieuForm lieu={here?.lieu.code ?? ''} choices={choices} />
      {here && (
        <>
          <ActionsHere base={base} rows={here.actions} />
          <TakePart base={base} {...portail} appels={here.appels} />
          <AroundHere acteurs={here.acteurs} autour={here.lieu.autour} sorte={here.lieu.sorte} />
          <ServicesHere services={here.services} />
        </>
      )}
    </>
  )
}
