import { Refusal } from '#app/lib/errors.ts'
import { forgetDeposit, getDeposit } from '#app/platform/deposits.server.ts'
import { read, redirectWith, refusing, servicesContext, visit } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/observatoire-repetition.route'
import {
  DEPOSIT,
  importBrought,
  lectureOf,
  mustImport,
  noteImport,
  refusalShown,
} from './imports-page.server.ts'
import { RehearsedFile } from './repetition.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { deposit, slug } = await read(args, async ({ tx, actor }) => {
    mustImport(actor)
    return { deposit: await getDeposit(tx, actor, DEPOSIT, args.params.depot), slug: actor.territoireSlug }
  })
  const { dataDir } = args.context.get(servicesContext).config
  const asked = [...new URL(args.request.url).searchParams].filter(([, value]) => value !== '')
  try {
    const lecture = lectureOf(args.request)
    const report = await importBrought({ dataDir, slug, file: deposit.file, lecture, dryRun: true })
    return { name: deposit.file.name, report, refusal: null, asked }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { name: deposit.file.name, report: null, refusal: refusalShown(error), asked }
  }
}

export async function action(args: Route.ActionArgs) {
  const form = await args.request.formData()
  return refusing(form, async () => {
    const { deposit, slug } = await visit(args, async ({ tx, actor }) => {
      mustImport(actor)
      return { deposit: await getDeposit(tx, actor, DEPOSIT, args.params.depot), slug: actor.territoireSlug }
    })
    const to = `/t/${slug}/observatoire/imports`
    if (form.get('geste') === 'oublier') {
      await visit(args, ({ tx, actor }) => forgetDeposit(tx, actor, DEPOSIT, deposit))
      return redirectWith(to, 'Le fichier est oublié, rien n’a été écrit.')
    }
    const { dataDir } = args.context.get(servicesContext).config
    const lecture = lectureOf(args.request)
    const report = await importBrought({ dataDir, slug, file: deposit.file, lecture, dryRun: false })
    await visit(args, async ({ tx, actor }) => {
      const id = report.import ?? report.dataset
      await noteImport(tx, actor, 'observatoire.importer', { id, file: report.file })
      await forgetDeposit(tx, actor, DEPOSIT, deposit)
    })
    return redirectWith(
      report.import ? `${to}/${report.import}` : to,
      'Import fait : ses chiffres sont lus partout.',
    )
  })
}

export default function ObservatoireRepetition({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/observatoire`
  const crumbs = [
    { to: base, label: 'Observatoire' },
    { to: `${base}/imports`, label: 'Fichiers de données' },
  ]
  return (
    <>
      <title>Répétition de l’import · Maillage</title>
      <PageHead
        title="Répétition de l’import"
        crumbs={crumbs}
        lead={`« ${loaderData.name} » : rien n’est encore écrit.`}
      />
      <RehearsedFile {...loaderData} refused={refusedOf(actionData)} />
    </>
  )
}
