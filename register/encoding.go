package register

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"chaser/kpi"
)

// asUTF8 is what to do with a file in another encoding.
const asUTF8 = "save the file again as UTF-8 and import that"

// marks are the bytes with which files in other encodings begin. The longer ones come first, as they begin with the
// shorter.
var marks = []struct{ mark, name string }{
	{"\xff\xfe\x00\x00", "UTF-32"},
	{"\x00\x00\xfe\xff", "UTF-32"},
	{"\xff\xfe", "UTF-16"},
	{"\xfe\xff", "UTF-16"},
}

// checkEncoding finds why a file is not UTF-8, as a register must be. Otherwise letters of names would be lost
// unnoticed.
func checkEncoding(text []byte) kpi.Faults {
	if name := otherUnicode(text); name != "" {
		return kpi.Faults{{Path: "file", Sentence: "is " + name + ", not UTF-8: " + asUTF8}}
	}
	if at := bytes.IndexByte(text, 0); at >= 0 {
		return kpi.Faults{{Path: position(text, int64(at)), Sentence: "there is a NUL byte, which no text has: " + asUTF8}}
	}
	if at := broken(text); at >= 0 { // the whole file has another encoding; one place shows it
		return kpi.Faults{{Path: position(text, int64(at)), Sentence: brokenByte(text, at)}}
	}
	return nil
}

// broken is the offset of the first byte that is not UTF-8; -1 where there is none.
func broken(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	at := 0
	for {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}

// otherUnicode names the file's encoding if it is UTF-16 or UTF-32: by its mark, or by zero bytes beside its first
// brace.
func otherUnicode(text []byte) string {
	for _, m := range marks {
		if bytes.HasPrefix(text, []byte(m.mark)) {
			return m.name
		}
	}
	var first [4]byte
	switch copy(first[:], text); {
	case len(text) < 2, first[0] != 0 && first[1] != 0:
		return ""
	case first[0] == 0 && first[1] == 0, first[1] == 0 && first[2] == 0 && first[3] == 0 && len(text) > 3:
		return "UTF-32"
	}
	return "UTF-16"
}

// brokenByte says which byte is not UTF-8, what it was most likely meant for, and which words stand before it.
func brokenByte(text []byte, at int) string {
	said := fmt.Sprintf("the byte 0x%02X", text[at])
	if was := windows1252(text[at]); was != 0 {
		said += fmt.Sprintf(" (“%c” in Windows-1252)", was)
	}
	from := max(bytes.LastIndexByte(text[:at], '\n'), bytes.LastIndexByte(text[:at], '"')) + 1
	if before := strings.Join(strings.Fields(strings.ToValidUTF8(string(text[from:at]), "")), " "); before != "" {
		runes := []rune(before)
		said += fmt.Sprintf(" after “%s”", string(runes[max(0, len(runes)-40):]))
	}
	return said + " is not UTF-8: " + asUTF8
}

// windows1252 is the character that a byte means in Windows-1252; 0 where it means none, and for bytes below 0x80,
// which are ASCII.
func windows1252(b byte) rune {
	const high = "€\x00‚ƒ„…†‡ˆ‰Š‹Œ\x00Ž\x00\x00‘’“”•–—˜™š›œ\x00žŸ" // 0x80 to 0x9f
	switch {
	case b < 0x80:
		return 0
	case b < 0xa0:
		return []rune(high)[b-0x80]
	}
	return rune(b)
}

// checkEscapes finds two kinds of escape in JSON: half a character, such as \ud83d without its other half, which a
// reader would turn into �; and \u0000, which no database keeps.
func checkEscapes(text []byte) kpi.Faults {
	var faults kpi.Faults
	for at := 0; at < len(text)-1; at++ {
		if text[at] != '\\' {
			continue
		}
		at++ // to what is escaped; only strings have backslashes
		if text[at] != 'u' {
			continue
		}
		unit := escaped(text, at)
		switch {
		case unit == 0:
			faults = append(faults, kpi.Fault{
				Path:     position(text, int64(at-1)),
				Sentence: `\u0000 is a character that no text has; remove it`,
			})
		case !utf16.IsSurrogate(unit):
		case at+6 < len(text) && text[at+5] == '\\' && text[at+6] == 'u' &&
			utf16.DecodeRune(unit, escaped(text, at+6)) != utf8.RuneError:
			at += 6 // the other half
		default:
			faults = append(faults, kpi.Fault{
				Path:     position(text, int64(at-1)),
				Sentence: fmt.Sprintf("%s is half of a character without its other half; write the character itself", text[at-1:at+5]),
			})
		}
	}
	return faults
}

// escaped is the UTF-16 unit that the four digits behind the u at this offset name.
func escaped(text []byte, at int) rune {
	unit, err := strconv.ParseUint(string(text[at+1:min(at+5, len(text))]), 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	return rune(unit)
}
