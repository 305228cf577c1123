import { sql } from 'kysely'
import { Form, Link } from 'react-router'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { listAxesAt, listThemesAt, themesAction } from '#app/features/strategies/index.server.ts'
import { themeFields, useAu } from '#app/features/strategies/index.ts'
import { formatPeriode } from '#app/lib/dates.ts'
import { read, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { type RefusedForm, refusedOf } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { AxeDot, Card, Empty, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/themes.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const axes = await listAxesAt(tx, actor, { at })
    const { rows } = await sql<{ axeId: string | null; themeId: string; nombre: number }>`
      select e.axe_id, t.theme_id, count(*)::int as nombre
      from fiche e join fiche_theme t on t.territoire_id = e.territoire_id and t.fiche_id = e.id
      where ${visibleFiches(actor)} and (e.debut is null or e.debut <= ${at}) group by e.axe_id, t.theme_id`.execute(
      tx,
    )
    return {
      axes,
      counts: rows,
      themes: await listThemesAt(tx, actor, at),
      canEdit: can(actor, 'strategie.modifier'),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, themesAction)
}

export default function Themes({ loaderData, actionData, params }: Route.ComponentProps) {
  const { axes, themes, counts, canEdit } = loaderData
  const base = `/t/${params.territoire}`
  const au = useAu()
  const refused = refusedOf(actionData)
  const parentOf = new Map(axes.map((axe) => [axe.id, axe.parentId]))
  const rootOf = (id: string): string => {
    const parent = parentOf.get(id)
    return parent ? rootOf(parent) : id
  }
  const countOf = (axeId: string, themeId: string) =>
    counts
      .filter((its) => its.themeId === themeId && its.axeId && rootOf(its.axeId) === axeId)
      .reduce((sum, its) => sum + its.nombre, 0)
  const head = (
    <>
      <th scope="col">Axe</th>
      {themes.map((theme) => (
        <th scope="col" key={theme.id}>
          {theme.nom}
        </th>
      ))}
    </>
  )
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
        <div className="matrix">
          <Table caption="Fiches par axe et par thème" head={head}>
            {axes
              .filter((axe) => axe.depth === 0)
              .map((axe) => (
                <tr key={axe.id}>
                  <th scope="row">
                    <AxeDot numero={axe.numero} />{' '}
                    <Link to={`${base}/axes/${axe.id}${au}`}>{axe.court || axe.titre}</Link>
                  </th>
                  {themes.map((theme) => {
                    const nombre = countOf(axe.id, theme.id)
                    return (
                      <td key={theme.id} className={nombre === 0 ? 'vide' : undefined}>
                        {nombre === 0 ? (
                          'aucune fiche'
                        ) : (
                          <Link to={`${base}/fiches?axe=${axe.id}&theme=${theme.id}`}>{nombre}</Link>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
          </Table>
        </div>
      )}
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

function ThemeForm({
  theme,
  summary,
  refused,
}: {
  theme: { id?: string; version?: number }
  summary: string
  refused: RefusedForm | undefined
}) {
  return (
    <details className="disclosure" open={refused !== undefined}>
      <summary>{summary}</summary>
      <Form method="post" className="form">
        <FormFields words={themeFields} values={theme} refused={refused}>
          <HiddenInput name="id" value={theme.id ?? ''} />
          <HiddenInput name="version" value={theme.version ?? 1} />
          <div className="form-section">
            <TextInput name="nom" required />
            <DateInput name="debut" required />
            <DateInput name="fin" />
          </div>
          <TextArea name="description" rows={2} />
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Enregistrer
          </button>
        </div>
      </Form>
    </details>
  )
}
