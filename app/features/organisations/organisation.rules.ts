import { checkRna, rnaFlagSentences } from '#app/lib/rna.ts'
import { checkSiren, checkSiret, identifierFlagSentences, sirenOf } from '#app/lib/siret.ts'
import type { OrganisationInput } from './organisation.schema.ts'

export type Identifiers = Pick<OrganisationInput, 'siret' | 'siren' | 'rna'>

export interface Remark {
  field: keyof Identifiers
  sentence: string
}

/** What is doubtful in the numbers of an organisation, in sentences: flagged, never refused. Empty when all is well. */
export function remarksOn({ siret, siren, rna }: Identifiers): Remark[] {
  const remarks: Remark[] = []
  const add = (field: keyof Identifiers, name: string, sentence: string | undefined) =>
    remarks.push({ field, sentence: `${name} : ${sentence ?? 'ce numéro est douteux.'}` })
  const ofSiret = checkSiret(siret)
  if (siret && !isAsStored(siret, ofSiret))
    add('siret', 'SIRET', identifierFlagSentences[ofSiret.flags.at(-1) ?? 'longueur'])
  const ofSiren = checkSiren(siren)
  if (siren && !isAsStored(siren, ofSiren))
    add('siren', 'SIREN', identifierFlagSentences[ofSiren.flags.at(-1) ?? 'longueur'])
  const ofRna = checkRna(rna)
  if (rna && !isAsStored(rna, ofRna)) add('rna', 'RNA', rnaFlagSentences[ofRna.flags.at(-1) ?? 'forme'])
  if (remarks.length === 0 && siret && siren && sirenOf(siret) !== siren)
    add(
      'siren',
      'SIREN',
      'il n’est pas le début du SIRET : l’un des deux est celui d’une autre organisation.',
    )
  return remarks
}

function isAsStored(kept: string, checked: { isValid: boolean; normalised: string | null }): boolean {
  return checked.isValid && checked.normalised === kept
}

/** Numbers without their spaces and with their lost zeros when they are right; a doubtful one is kept as it was typed. */
export function cleanIdentifiers<Input extends Partial<Identifiers>>(input: Input): Input {
  const clean: Partial<Identifiers> = {}
  if (input.siret) clean.siret = kept(input.siret, checkSiret(input.siret))
  if (input.siren) clean.siren = kept(input.siren, checkSiren(input.siren))
  if (input.rna) clean.rna = kept(input.rna, checkRna(input.rna))
  return { ...input, ...clean }
}

function kept(typed: string, checked: { isValid: boolean; normalised: string | null }): string {
  return checked.isValid && checked.normalised ? checked.normalised : typed
}

/** The number that looks like the social-security number of a person: the only one that is not kept. */
export function personalNumberIn({ siret }: Partial<Identifiers>): boolean {
  return checkSiret(siret).flags.includes('nir-possible')
}
