import { listAxesAt, listThemesAt, themesAction } from '#app/features/strategies/index.server.ts'
import { formatPeriode } from '#app/lib/dates.ts'
import { read, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/themes.route'
import { countByAxeAndTheme } from './themes.queries.server.ts'
import { ThemeForm, ThemesMatrix } from './themes-panels.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const axes = await listAxesAt(tx, actor, { at })
    return {
      axes,
      counts: await countByAxeAndTheme(tx, actor, at),
      themes: await listThemesAt(tx, actor, at),
      canEdit: can(actor, 'strategie.modifier'),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, themesAction)
}

export default function Themes({ loaderData, actionData, params }: Route.ComponentProps) {
  const { axes, themes, canEdit } = loaderData
  const base = `/t/${params.territoire}`
  const au = useAu()
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Thèmes transversaux · Maillage</title>
      <PageHead
        title="Thèmes transversaux"
        lead="Ce qui traverse les axes. Les cases vides se voient : personne n’y agit encore."
        crumbs={[{ to: `${base}/axes${au}`, label: 'Axes' }]}
      />
      {themes.length === 0 || axes.length === 0 ? (
        <Empty title="Aucun thème transversal à cette date." />
      ) : (
        <ThemesMatrix data={loaderData} base={base} />
      )}
      <div className="grid">
        {themes.map((theme) => (
          <Card
            key={theme.id}
            title={theme.nom}
            aside={<span className="small muted">{formatPeriode(theme)}</span>}
          >
            <p>{theme.description}</p>
            {canEdit && (
              <ThemeForm
                theme={theme}
                summary="Modifier"
                refused={refused?.values.id?.[0] === theme.id ? refused : undefined}
              />
            )}
          </Card>
        ))}
      </div>
      {canEdit && (
        <ThemeForm
          theme={{}}
          summary="Ajouter un thème"
          refused={refused && !refused.values.id?.[0] ? refused : undefined}
        />
      )}
    </>
  )
}
