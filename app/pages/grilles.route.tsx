import { Download } from 'lucide-react'
import { Form, Link } from 'react-router'
import { loadGrille, saveGrilleForm } from '#app/features/strategies/index.server.ts'
import { grilleOf, grilles, useAu } from '#app/features/strategies/index.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { textParam } from '#app/platform/search-params.ts'
import { AxeDot, Card, Empty, Notice, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/grilles.route'
import { rapportOf } from './grille-rapport.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const grille = grilleOf(textParam(args.request, 'grille'))
  return read(args, async ({ tx, actor, at, today }) => {
    const lines = await rapportOf(tx, actor, grille, at)
    const counts = grille.postes.map(({ nom }) => {
      const its = lines.filter((line) => line.poste === nom)
      return {
        poste: nom,
        principale: its.filter((line) => line.intensite === 'principale').length,
        secondaire: its.filter((line) => line.intensite === 'secondaire').length,
      }
    })
    return {
      grille,
      counts,
      ...(await loadGrille(tx, actor, grille, at)),
      canEdit: can(actor, 'strategie.modifier') && at === today,
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const code = await saveGrilleForm(tx, actor, form)
    return redirectWith(`/t/${actor.territoireSlug}/grilles?grille=${code}`, 'Correspondances enregistrées.')
  })
}

export default function Grilles({ loaderData, params }: Route.ComponentProps) {
  const { grille, axes, postesVides, axesVides } = loaderData
  const base = `/t/${params.territoire}`
  const au = useAu()
  return (
    <>
      <title>Grilles nationales · Maillage</title>
      <PageHead
        title="Grilles nationales"
        lead="Les axes restent locaux ; la correspondance donne le rapport national sans rien ressaisir."
      />
      <nav className="tabs" aria-label="Grilles">
        {grilles.map((its) => (
          <Link
            key={its.code}
            to={`?grille=${its.code}${au.replace('?', '&')}`}
            aria-current={its.code === grille.code ? 'page' : undefined}
          >
            {its.nom.split(' : ')[0]}
          </Link>
        ))}
      </nav>
      <p className="muted">
        {grille.note} {`Source : ${grille.source}`}
      </p>
      {axes.length === 0 ? (
        <Empty
          title="Aucun axe n’est connu à cette date."
          action={<Link to={`${base}/axes`}>Voir les axes</Link>}
        />
      ) : (
        <>
          {(postesVides.length > 0 || axesVides.length > 0) && (
            <Notice tone="warning">
              {postesVides.length > 0 && <p>{`Sans aucun axe : ${formatList(postesVides)}.`}</p>}
              {axesVides.length > 0 && <p>{`Axes sans correspondance : ${formatList(axesVides)}.`}</p>}
            </Notice>
          )}
          <Crosswalk data={loaderData} />
          <Rapport data={loaderData} base={base} au={au} />
        </>
      )}
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

const intensites = { '': '–', principale: 'principale', secondaire: 'secondaire' }

function Crosswalk({ data }: { data: Loaded }) {
  const { grille, axes, links, canEdit } = data
  const intensiteOf = (axeId: string, poste: string) =>
    links.find((its) => its.axeId === axeId && its.poste === poste)?.intensite ?? ''
  const head = (
    <>
      <th scope="col">Axe local</th>
      {grille.postes.map((poste) => (
        <th scope="col" key={poste.code}>
          {poste.nom}
        </th>
      ))}
    </>
  )
  return (
    <Form method="post" className="stack-s matrix" key={grille.code} preventScrollReset>
      <input type="hidden" name="grille" value={grille.code} />
      <Table caption="Correspondance des axes locaux avec la grille" head={head}>
        {axes.map((axe) => (
          <tr key={axe.id}>
            <th scope="row">
              <AxeDot numero={axe.numero} /> {axe.court || axe.titre}
            </th>
            {grille.postes.map((poste) => {
              const value = intensiteOf(axe.id, poste.code)
              return (
                <td key={poste.code} className={value ? undefined : 'vide'}>
                  {canEdit ? (
                    <select
                      className="input"
                      name={`${axe.id}|${poste.code}`}
                      defaultValue={value}
                      aria-label={`${axe.numero}. ${axe.court || axe.titre} × ${poste.nom}`}
                    >
                      {Object.entries(intensites).map(([its, label]) => (
                        <option key={its} value={its}>
                          {label}
                        </option>
                      ))}
                    </select>
                  ) : (
                    value || <span aria-hidden>–</span>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </Table>
      {canEdit && (
        <div>
          <button type="submit" className="btn primary">
            Enregistrer les correspondances
          </button>
        </div>
      )}
    </Form>
  )
}

function Rapport({ data, base, au }: { data: Loaded; base: string; au: string }) {
  const download = (
    <a className="btn small" href={`${base}/grilles/${data.grille.code}/fiches.csv${au}`} download>
      <Download aria-hidden size={14} /> CSV
    </a>
  )
  return (
    <Card title="Rapport des fiches selon la grille" aside={download}>
      <Table caption="Fiches par poste de la grille" head={<RapportHeads />}>
        {data.counts.map((its) => (
          <tr key={its.poste}>
            <th scope="row">{its.poste}</th>
            <td className="num">{formatCount(its.principale, 'fiche')}</td>
            <td className="num">{formatCount(its.secondaire, 'fiche')}</td>
          </tr>
        ))}
      </Table>
      <p className="small muted">
        Une fiche compte sous chaque poste que couvre son axe principal : les lignes ne s’additionnent pas.
      </p>
    </Card>
  )
}

function RapportHeads() {
  return (
    <>
      <th scope="col">Poste</th>
      <th scope="col" className="num">
        À titre principal
      </th>
      <th scope="col" className="num">
        À titre secondaire
      </th>
    </>
  )
}
