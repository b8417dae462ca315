/**
 * Attributes whose values stay at every level: needed for layout and style; written by the author, seldom of anyone.
 * https://html.spec.whatwg.org/multipage/indices.html#attributes-3, https://w3c.github.io/aria/#state_prop_def
 */
export const KEPT = new RegExp(
  '^(?:class|id|name|for|form|list|type|role|rel|media|sizes|dir|lang|hidden|inert|open|slot|part|exportparts|is|' +
    'width|height|size|rows|cols|wrap|colspan|rowspan|span|scope|headers|start|reversed|align|valign|bgcolor|border|' +
    'cellpadding|cellspacing|color|face|shape|coords|usemap|charset|http-equiv|as|crossorigin|loading|' +
    'decoding|autoplay|controls|loop|muted|playsinline|preload|disabled|readonly|required|multiple|min|max|step|' +
    'minlength|maxlength|tabindex|draggable|spellcheck|contenteditable|inputmode|autocomplete|autofocus|method|' +
    'enctype|target|popover|popovertarget|shadowrootmode|xml:space|xmlns(?::\\w+)?|' +
    'aria-(?:activedescendant|atomic|autocomplete|busy|col(?:count|index|span)|controls|current|describedby|details|' +
    'disabled|dropeffect|errormessage|expanded|flowto|grabbed|haspopup|hidden|invalid|labelledby|level|live|modal|' +
    'multi(?:line|selectable)|orientation|owns|posinset|pressed|readonly|relevant|required|row(?:count|index|span)|' +
    'selected|setsize|sort|value(?:max|min)))$',
);

const FLAG =
  /^(?:hidden|inert|open|reversed|autoplay|controls|loop|muted|playsinline|disabled|readonly|required|multiple|autofocus)$/;
const NUMERIC =
  /^(?:width|height|size|rows|cols|colspan|rowspan|span|start|border|cellpadding|cellspacing|coords|min|max|step|minlength|maxlength|tabindex|aria-(?:col|row).+|aria-(?:level|posinset|setsize|value.+))$/;
const LIST = /^(?:class|role|rel|media|sizes|part|exportparts|headers|aria-.+|autocomplete)$/;
const UNIT = /%|px|r?em|pt|v[hw]|auto|any/g;

/** Whether the value is of the shape that the attribute wants: a flag, a number, a word or a list of words. */
export function isShaped(name: string, value: string): boolean {
  if (FLAG.test(name)) return /^(?:true|false|until-found)?$/.test(value) || value === name;
  if (NUMERIC.test(name)) return /^[\d\s.,:;*+TWZ-]*$/.test(value.replace(UNIT, ''));
  if (name.startsWith('xmlns')) return value.startsWith('http://www.w3.org/');
  return LIST.test(name) || !/\s/.test(value.trim());
}
