import {
  IconAlertTriangle,
  IconBrowser,
  IconClick,
  IconDownload,
  IconHourglass,
  IconPoint,
  IconRulerMeasure,
  type Icon,
} from '@tabler/icons-react';

interface EventTypeLook {
  label: string;
  /** A colour of the theme. */
  color: string;
  Icon: Icon;
}

/** A map: pages name types as they like, also `constructor`. */
const LOOKS = new Map<string, EventTypeLook>(
  Object.entries({
    view: { label: 'View', color: 'pine', Icon: IconBrowser },
    action: { label: 'Action', color: 'indigo', Icon: IconClick },
    resource: { label: 'Resource', color: 'gray', Icon: IconDownload },
    error: { label: 'Error', color: 'red', Icon: IconAlertTriangle },
    long_task: { label: 'Long task', color: 'orange', Icon: IconHourglass },
    vital: { label: 'Vital', color: 'cyan', Icon: IconRulerMeasure },
  }),
);

/** How a type of event looks; types of one's own look like points. */
export function lookOf(type: string): EventTypeLook {
  return LOOKS.get(type) ?? { label: type, color: 'grape', Icon: IconPoint };
}
