import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { AxeDot } from '#app/ui/page.tsx'
import type { FichePage, Named } from './fiche-page.server.ts'

/** « Pourquoi, combien, résultat »: the three questions anybody asks, answered before anything else. */
export function WhyHowMuchResult({ page, base }: { page: FichePage; base: string }) {
  return (
    <section className="card fiche-panel" aria-label="Pourquoi, combien, résultat">
      <Why page={page} base={base} />
      <HowMuch page={page} base={base} />
      <Result page={page} />
    </section>
  )
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="stack-s">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

function Why({ page: { fiche, names }, base }: { page: FichePage; base: string }) {
  return (
    <Column title="Pourquoi">
      {names.axe.map((axe) => (
        <AxisLink key={axe.id} axe={axe} base={base} />
      ))}
      {names.axe.length === 0 && <p className="muted">Axe à choisir.</p>}
      <p className="prose">{fiche.objectifs || <span className="muted">Objectifs à écrire.</span>}</p>
      {names.documents.length > 0 && (
        <p className="small">
          Au titre de{' '}
          {names.documents.map((document, index) => (
            <span key={document.id}>
              {index > 0 && ', '}
              {document.nom}
            </span>
          ))}
        </p>
      )}
    </Column>
  )
}

/** « 4. Favoriser la réussite »: the number in its colour, then the words. */
export function AxisLink({ axe, base }: { axe: Named; base: string }) {
  const [, numero = '', titre = axe.nom] = /^([\d.]+?)\.?\s+(.*)$/s.exec(axe.nom) ?? []
  return (
    <p className="fiche-axe">
      {numero && <AxeDot numero={numero} />}
      <Link to={`${base}/axes/${axe.id}`}>{titre}</Link>
    </p>
  )
}

function HowMuch({ page: { fiche, names, parts }, base }: { page: FichePage; base: string }) {
  const lastYear = Math.max(...parts.moyens.map((moyen) => moyen.annee))
  const etp = parts.moyens.filter((moyen) => moyen.nature === 'etp' && moyen.annee === lastYear)
  const total = etp.reduce((sum, moyen) => sum + (moyen.valeur ?? 0), 0)
  return (
    <Column title="Combien">
      <p className="fiche-figure">
        <b>{formatEurosRounded(fiche.budgetCentimes)}</b>{' '}
        <span className="muted">
          {fiche.budgetCentimes === null ? 'budget à chiffrer' : 'de budget prévisionnel'}
        </span>
      </p>
      {fiche.beneficiairesPrevus !== null && (
        <p>
          {formatCount(fiche.beneficiairesPrevus, 'personne concernée', 'personnes concernées')}, en prévision
        </p>
      )}
      {etp.length > 0 && (
        <p>
          {formatNumber(total, 2)} équivalents temps plein en {lastYear}
        </p>
      )}
      {names.financeurs.length > 0 && (
        <p className="small">
          Financeurs : <OrganisationLinks list={names.financeurs} base={base} />
        </p>
      )}
    </Column>
  )
}

export function OrganisationLinks({ list, base }: { list: ReadonlyArray<Named>; base: string }) {
  return list.map((its, index) => (
    <span key={its.id}>
      {index > 0 && ', '}
      <Link to={`${base}/organisations/${its.id}`}>{its.nom}</Link>
    </span>
  ))
}

function Result({ page: { fiche, parts } }: { page: FichePage }) {
  const done = parts.etapes.filter((etape) => etape.etat === 'faite').length
  return (
    <Column title="Résultat">
      {parts.resultats.map((resultat) => (
        <p key={resultat.id}>
          {resultat.indicateur} : <LatestResult resultat={resultat} />
        </p>
      ))}
      {parts.resultats.length === 0 && <p className="muted">Aucun résultat attendu n’est encore chiffré.</p>}
      {parts.etapes.length > 0 && (
        <p>
          {done} sur {formatCount(parts.etapes.length, 'étape')} {done > 1 ? 'faites' : 'faite'}
        </p>
      )}
      {fiche.lecons && <p className="prose small">{fiche.lecons}</p>}
    </Column>
  )
}

function LatestResult({ resultat }: { resultat: FichePage['parts']['resultats'][number] }) {
  const observed = resultat.annees.filter((annee) => annee.observe !== null).at(-1)
  const target = resultat.annees.filter((annee) => annee.cible !== null).at(-1)
  const unit = resultat.unite ? ` ${resultat.unite}` : ''
  if (observed)
    return (
      <>
        <strong>
          {formatNumber(observed.observe, 2)}
          {unit}
        </strong>{' '}
        en {observed.annee}
        {observed.cible !== null && `, pour ${formatNumber(observed.cible, 2)} visés`}
      </>
    )
  if (target)
    return <>{`${formatNumber(target.cible, 2)}${unit} visés en ${target.annee}, pas encore observé`}</>
  return <span className="muted">à chiffrer</span>
}
