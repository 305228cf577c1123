import { formatCount } from '#app/lib/text.ts'
import { forgetDeposit, getDeposit } from '#app/platform/deposits.server.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/import-repetition.route'
import { importProgrammation } from './import-ecriture.server.ts'
import { readProgrammation, rehearseProgrammation } from './import-repetition.server.ts'
import { RepetitionScreen } from './import-repetition.tsx'
import { summaryOf } from './import-resume.ts'

const ENTITE = 'import_dossiers'

export async function loader(args: Route.LoaderArgs) {
  const asked = new URL(args.request.url).searchParams
  return read(args, async ({ tx, actor }) => {
    const { file } = await getDeposit(tx, actor, ENTITE, args.params.depot)
    const repetition = await rehearseProgrammation(tx, actor, await readProgrammation(file.path), asked)
    return { name: file.name, ...summaryOf(repetition) }
  })
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async ({ tx, actor, form }) => {
    const deposit = await getDeposit(tx, actor, ENTITE, args.params.depot)
    const base = `/t/${actor.territoireSlug}/financements/import`
    if (form.get('geste') !== 'confirmer') {
      await forgetDeposit(tx, actor, ENTITE, deposit)
      return redirectWith(base, 'Fichier abandonné : rien n’a été écrit.')
    }
    const repetition = await rehearseProgrammation(
      tx,
      actor,
      await readProgrammation(deposit.file.path),
      form,
    )
    const { dossiers } = await importProgrammation(tx, actor, repetition, { file: deposit.file, now })
    await forgetDeposit(tx, actor, ENTITE, deposit)
    return redirectWith(base, `Import fait : ${formatCount(dossiers, 'dossier écrit', 'dossiers écrits')}.`)
  })
}

export default function ImportRepetition({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/financements`
  return (
    <>
      <title>Répétition de l’import · Maillage</title>
      <PageHead
        title="Répétition de l’import"
        crumbs={[
          { to: base, label: 'Financements' },
          { to: `${base}/import`, label: 'Reprendre une programmation' },
        ]}
        lead={`${loaderData.name} : rien n’est encore écrit.`}
      />
      <RepetitionScreen summary={loaderData} refused={refusedOf(actionData)} />
    </>
  )
}
