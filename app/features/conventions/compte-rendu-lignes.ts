import { compteOf } from '#app/features/financements/index.words.ts'
import { InvalidInput } from '#app/lib/errors.ts'
import { parseEuros } from '#app/lib/money.ts'

/*
 * The table of a financial report as fields of a form. A planned line: `r.<id>`. Lines that were not planned:
 * `plus.compte`, `plus.libelle`, `plus.montant`, one of each a row.
 */

export interface TypedRendu {
  lignes: Array<{ id: string; realiseCentimes: number | null }>
  nouvelles: Array<{ compte: string; libelle: string; realiseCentimes: number }>
}

type Errors = Record<string, string[]>

const all = (form: FormData, name: string): string[] => form.getAll(name).map((its) => String(its).trim())

function centimesOf(text: string, name: string, errors: Errors): number | null {
  if (text === '') return null
  const amount = parseEuros(text)
  if (amount.ok && amount.centimes >= 0) return amount.centimes
  errors[name] = [amount.ok ? 'Écrivez un montant positif.' : amount.reason]
  return null
}

/** The amounts typed in a form. @throws InvalidInput, all errors at once */
export function parseRendu(form: FormData, ids: ReadonlyArray<string>): TypedRendu {
  const errors: Errors = {}
  const lignes = ids
    .filter((id) => form.has(`r.${id}`))
    .map((id) => ({
      id,
      realiseCentimes: centimesOf(String(form.get(`r.${id}`)).trim(), `r.${id}`, errors),
    }))
  const [libelles, montants] = [all(form, 'plus.libelle'), all(form, 'plus.montant')]
  const nouvelles = all(form, 'plus.compte').flatMap((compte, rank) => {
    const realiseCentimes = centimesOf(montants[rank] ?? '', 'plus.montant', errors)
    if (!realiseCentimes) return []
    if (!compteOf(compte)) errors['plus.compte'] = ['Choisissez le compte de cette ligne.']
    return [{ compte, libelle: (libelles[rank] ?? '').slice(0, 300), realiseCentimes }]
  })
  if (Object.keys(errors).length > 0) throw new InvalidInput(errors)
  return { lignes, nouvelles }
}
