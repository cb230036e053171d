package bot

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDecodeSlash(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"178 142 R&amp;D &lt;b&gt;": "178 142 R&D <b>",
		"&amp;lt;":                  "&lt;",
		"&amp;amp;":                 "&amp;",
		"see <https://x|x>":         "see x",
		"see <http://x.org|x.org> and <https://x.org/>": "see x.org and https://x.org/",
		"see <https://x.org/a|our page>":                "see our page (https://x.org/a)",
		"see <https://x.org/?a=1&amp;b=2>":              "see https://x.org/?a=1&b=2",
		"thanks <@U1|bob>":                              "thanks @bob",
		"thanks <@U1> and <@W2|>":                       "thanks @somebody and @somebody",
		"in <#C1|general>":                              "in #general",
		"in <#C1> or <#C2|>":                            "in #channel or #channel",
		"<!here> look":                                  "@here look",
		"<!channel|@channel> <!everyone>":               "@channel @everyone",
		"<!subteam^S1|@team>":                           "@team",
		"<!subteam^S1>":                                 "@group",
		"<!date^1392734382^{date}^https://x|18 Feb>":    "18 Feb",
		"<!date^1392734382^{date}>":                     "18 February 2014",
		"<!date^soon^{date}>":                           "",
		"call <tel:+441223555555|01223 555555>":         "call 01223 555555",
		"call <tel:01223555555>":                        "call 01223555555",
		"<>":                                            "<>",
		"<!>":                                           "<!>",
		"write to <mailto:a@b.org|a@b.org>":             "write to a@b.org",
		"write to <mailto:a@b.org>":                     "write to a@b.org",
		"1 &lt; 2 and <@U1|A &amp; B> &gt; <no|thing>":  "1 < 2 and @A & B > <no|thing>",
		"an open < and no end":                          "an open < and no end",
	} {
		if got := decodeSlash(typed); got != want {
			t.Errorf("decodeSlash(%q) = %q, want %q", typed, got, want)
		}
	}
}

// What Slack escapes and we decode is what was typed, whatever was typed.
func TestDecodeSlashUndoesSlacksEscaping(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		typed := rapid.StringOf(rapid.SampledFrom([]rune("a&lt;gmp<>|@#!/ \n😀"))).Draw(t, "typed")
		if got := decodeSlash(markup.Replace(typed)); got != typed {
			t.Fatalf("%q came back as %q", typed, got)
		}
	})
}

func TestEscaped(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Deaths & births <!channel>":     "Deaths &amp; births &lt;!channel&gt;",
		"@here and @Everyone, @hereford": "@\u200bhere and @\u200bEveryone, @hereford",
		"*bold* and _slanted_":           "*\u200bbold*\u200b and _\u200bslanted_\u200b",
		"REG_1 at 12:30":                 "REG_1 at 12:30",
		":a:a:":                          ":\u200ba:\u200ba:",
		":tada: for `code` ~gone~":       ":\u200btada: for `\u200bcode`\u200b ~\u200bgone~\u200b",
	} {
		if got := escaped(text); got != want {
			t.Errorf("escaped(%q) = %q, want %q", text, got, want)
		}
	}
}

// No text at all can open a mention, a link, a pair of formatting marks at a word's edge, or an emoji.
func TestEscapedIsInert(t *testing.T) {
	t.Parallel()
	active := regexp.MustCompile("[<>]|(^|[^a-z0-9])[*_~`][^\u200b]|:[a-z0-9_+'-]+:")
	rapid.Check(t, func(t *rapid.T) {
		got := escaped(rapid.StringOf(rapid.SampledFrom([]rune("ab1<>&*_~`:! "))).Draw(t, "text"))
		if found := active.FindString(strings.ReplaceAll(got, "&amp;", "&")); found != "" {
			t.Fatalf("%q still holds %q", got, found)
		}
	})
}
