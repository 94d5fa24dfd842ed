// Package hostile is a corpus for tests: texts that would move, hide, reorder,
// imitate, copy, ask or flood, were they passed on to a terminal or a reader's
// program, and texts of honest people that careless programs break.
package hostile

import "strings"

// Text is one of them.
type Text struct {
	Name, Text string
	// Refused is whether the door refuses it: it holds a control character, or
	// bytes that are no UTF-8.
	Refused bool
}

// Texts are all of them.
var Texts = []Text{
	{"clears the screen and sets the title", "\x1b[2J\x1b[H\x1b]0;owned\x07", true},
	{"a link of OSC 8", "\x1b]8;;https://evil.example\x1b\\ici\x1b]8;;\x1b\\", true},
	{"the clipboard by OSC 52", "\x1b]52;c;ZXZpbA==\x1b\\", true},
	{"C1 controls", "\u009b31m\u009d52;c;AAAA\u009c", true},
	{"asks the terminal", "\x1b[6n\x05\x0e\x0f\x1bP+q544e\x1b\\", true},
	{"NUL", "avant\x00après", true},
	{"backspaces and a lone return", "visible\b\b\b\b\b\b\bautre\rdessus\x7f", true},
	{"bytes that are no UTF-8", "a\xff\xfe\xc3(\xed\xa0\x80\xf8\x88\x80\x80\x80", true},
	{"overrides and isolates left open", "a\u202eb\u2066c\u2067d\u2068e\u202bf\u200ff\u061c", false},
	{"zero-width signs", "a\u200bb\ufeffc\u2060d\u00ade\u180ef", false},
	{"tags", "x\U000e0001\U000e0041\U000e0042\U000e007fy", false},
	{"variation selectors", "a\ufe0e\ufe0fb\U000e0100\U000e01efc", false},
	{"joiners without end", strings.Repeat("👩\u200d", 60) + strings.Repeat("\u200d", 60), false},
	{"marks without end", strings.Repeat("Z\u0337\u0321\u034d\u035a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a", 20), false},
	{"a mark on nothing", "\u0301\u0302 seul", false},
	{"line and paragraph separators", "l\u2028m\u2029n\u0085o", true},
	{"separators alone", "l\u2028m\u2029n", false},
	{"fillers and blanks of all widths", "\u3164\uffa0\u115f\u1160\u2800\u2003\u200a\u3000x", false},
	{"private and unassigned", "\ue000\U000f0000\uffff\ufdd0\U0001fbff", false},
	{"interlinear notes", "a\ufff9b\ufffac\ufffbd", false},
	{"a host that imitates another", "https://www.g\u043e\u043egle.example/\u0430pple?\u202egnp.exe", false},
	{"a host with a password", "https://user:pw@xn--pple-43d.example/", false},
	{"flags, halves of flags and keycaps", "🇫🇷🇫 🇷🇫🇷🇫 1\ufe0f\u20e3 #\u20e3 🏴\U000e0067\U000e0062\U000e007f", false},
	{"emoji", "👨\u200d👩\u200d👧\u200d👦 👍🏽 ❤\ufe0f\u200d🔥 ☺\ufe0e", false},
	{"Arabic", "محتوى ﷺ لإزالته فوراً 12", false},
	{"Hebrew", "תוכן להסרה (שלום) 34", false},
	{"Thai", "เนื้อหาที่ต้องลบ กำ", false},
	{"Devanagari", "हटाने के लिए क्षि सामग्री", false},
	{"CJK", "削除する内容、全角ＡＢＣ１２３ 한국어", false},
	{"French decomposed", "e\u0301te\u0301, ou\u0300, c\u0327a, nai\u0308f, Œuvre", false},
	{"a formula", "=HYPERLINK(\"http://evil.example\";\"x\")", false},
	{"a formula behind a blank", " \u00a0@SUM(1+1)*cmd|' /C calc'!A0", false},
	{"markup", "<script>alert(1)</script> | **b** [x](javascript:1) `c` &amp; ]]>", false},
	{"places to be filled", "{ref} {who} %s %n $HOME $(id) `id` \\u001b[2J", false},
}

// Word is one of ten thousand letters, too long for any field of one line.
var Word = strings.Repeat("sansfin", 1429)
