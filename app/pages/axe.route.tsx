import { listOrigins } from '#app/features/coconstruction/index.server.ts'
import { OriginsCard } from '#app/features/coconstruction/index.ts'
import { listFichesOf } from '#app/features/fiches/index.server.ts'
import { axeAction, loadAxe } from '#app/features/strategies/index.server.ts'
import { AxeDesk, VersionsCard } from '#app/features/strategies/index.ts'
import { levelName } from '#app/features/strategies/index.words.ts'
import { read, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { AxeDot, Notice, PageHead } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/axe.route'
import { BelowCard, crumbsOf, DocumentsCard, EngagementsCard, FichesCard, TextCard } from './axe-panels.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    const page = await loadAxe(tx, actor, args.params.id, { at, today })
    const fiches = await listFichesOf(
      tx,
      actor,
      { axe: args.params.id },
      { limit: 20, ...(at === today ? {} : { at }) },
    )
    return { page, fiches, origins: await listOrigins(tx, actor, args.params.id) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, (visit) => axeAction(visit, args.params.id))
}

export default function Axe({
  loaderData: { page, fiches, origins },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { current } = page
  const titre = current?.titre ?? page.versions[0]?.titre ?? ''
  const numero = current?.numero ?? page.versions[0]?.numero ?? ''
  return (
    <>
      <title>{`${numero}. ${titre} · Maillage`}</title>
      <PageHead
        title={titre}
        crumbs={crumbsOf(page, base, useAu())}
        badges={
          <>
            {page.depth === 0 ? <AxeDot numero={numero} /> : <strong>{numero}</strong>}
            <span className="muted">{levelName(page.depth)}</span>
          </>
        }
      />
      {!current && (
        <Notice tone="warning">
          Cet axe n’existait pas à cette date, ou n’existait plus : ses textes sont datés ci-dessous.
        </Notice>
      )}
      <div className="grid-wide">
        <div className="stack">
          <TextCard page={page} />
          <BelowCard page={page} base={base} />
          <FichesCard fiches={fiches} base={base} axeId={page.axe.id} />
          <EngagementsCard engagements={page.engagements} base={base} />
        </div>
        <div className="stack">
          <DocumentsCard page={page} base={base} />
          <OriginsCard origins={origins} axeId={page.axe.id} base={base} />
          <VersionsCard page={page} base={base} />
          <AxeDesk page={page} refused={refusedOf(actionData)} />
        </div>
      </div>
    </>
  )
}
