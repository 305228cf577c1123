import { useOutletContext } from 'react-router'
import type { SavedView } from '#app/platform/saved-views.server.ts'
import type { FilterChoices } from './fiche-choices.ts'

/** What `fiches.layout.tsx` read for all the views of the fiches. */
export interface FichesFrame {
  choices: FilterChoices
  views: ReadonlyArray<SavedView>
  canCreate: boolean
  canEdit: boolean
  canImport: boolean
}

/** The frame of the view being shown. */
export function useFichesFrame(): FichesFrame {
  return useOutletContext<FichesFrame>()
}
