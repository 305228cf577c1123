import { isoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderFragment } from '#app/platform/documents/html.ts'
import { type RouteArgs, read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { blocksOf } from './acte.document.ts'
import { fillTemplate } from './acte.rules.ts'
import { type Annexes, modeleInput } from './acte.schema.ts'
import { acteNatures } from './acte.words.ts'
import { saveModele } from './actes.commands.server.ts'
import { getModele } from './actes.queries.server.ts'
import { acteVariables } from './modeles.ts'

type Args = RouteArgs & { params: { nature: string } }

/** The words of a kind of act, and what they give with values made up for the purpose. */
export function loadModele(args: Args) {
  return read(args, async ({ tx, actor, today }) => {
    if (!can(actor, 'conventions.gerer')) throw new Forbidden()
    const modele = await getModele(tx, args.params.nature)
    const { texte } = fillTemplate(modele.texte, exampleValues, acteVariables)
    const preview = parseDocument({
      title: acteNatures[modele.nature],
      kind: acteNatures[modele.nature],
      issuer: actor.territoireNom,
      date: today,
      blocks: blocksOf(texte, exampleTables),
    })
    return { modele, html: renderFragment(preview, 3) }
  })
}

/** Each value is its own name between guillemets: what comes from the dossier shows at a glance. */
const exampleValues = Object.fromEntries(
  Object.entries(acteVariables).map(([name, label]) => [name, `« ${label.toLowerCase()} »`]),
)

const exampleTables: Annexes = {
  plan: [
    {
      financeur: 'Financeur A (exemple)',
      demandeCentimes: 1_200_000,
      accordeCentimes: 1_000_000,
      remarque: '',
    },
    {
      financeur: 'Financeur B (exemple)',
      demandeCentimes: 500_000,
      accordeCentimes: 0,
      remarque: 'Hors des priorités de l’année.',
    },
  ],
  versements: [{ libelle: 'Versement unique', prevuLe: isoDate('2026-06-30'), centimes: 1_000_000 }],
  signataires: [{ name: 'Pour le financeur (exemple)', role: 'Nom, fonction, signature' }],
}

export function modeleAction(args: Args) {
  return write(args, async ({ tx, actor, form }) => {
    const { nature } = await getModele(tx, args.params.nature)
    const texte = form.has('origine') ? null : parseForm(modeleInput, form).texte
    await saveModele(tx, actor, nature, { version: Number(form.get('version') ?? 0), texte })
    return redirectWith(
      `/t/${actor.territoireSlug}/conventions/modeles/${nature}`,
      texte === null ? 'Texte d’origine rétabli.' : 'Modèle enregistré.',
    )
  })
}
