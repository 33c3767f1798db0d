// A volume and this machine as doctor looks at them: everything is tried for real, in one scratch directory that is always removed.

import type { SeriesFacts, ToolFacts, VolumeFacts } from '../core/doctor/facts.ts'

export interface VolumeProbe {
  /** Never throws for what a volume cannot do: that is a fact. */
  look(): Promise<VolumeFacts>
  tools(): Promise<ToolFacts>
  /** Nothing is written and no lock is kept. */
  series(name: string): Promise<SeriesFacts>
}
