package register

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// byteOrderMark is how a text in Unicode may begin.
const byteOrderMark = "\ufeff"

// Plain is a text file's text: UTF-8, UTF-16 with its mark, or else Windows-1252, in which spreadsheets on Windows
// save. The last has no mark, so how it was read is said in a sentence, with a place by which a person sees whether it
// is so.
func Plain(content []byte) (text, sentence string, err error) {
	switch name := otherUnicode(content); {
	case name == "UTF-16":
		text, err = fromUTF16(content)
		return text, "", err
	case name != "":
		return "", "", errors.New("is " + name + ", not UTF-8: " + asUTF8)
	}
	content = bytes.TrimPrefix(content, []byte(byteOrderMark))
	if at := bytes.IndexByte(content, 0); at >= 0 {
		return "", "", errors.New("has a NUL byte, which no text has: " + asUTF8)
	}
	at := broken(content)
	if at < 0 {
		return string(content), "", nil
	}
	letters := make([]rune, len(content))
	for n, b := range content {
		letters[n] = rune(b)
		if b >= utf8.RuneSelf {
			letters[n] = windows1252(b)
		}
		if letters[n] == 0 {
			return "", "", errors.New(brokenByte(content, at))
		}
	}
	return string(letters), fmt.Sprintf("is not UTF-8 and was read as Windows-1252: “%s”; where that is wrong, %s", around(letters, at), asUTF8), nil
}

// around is a letter with the words about it, as far as its cell goes.
func around(letters []rune, at int) string {
	ends := func(r rune) bool { return strings.ContainsRune("\r\n\",;\t", r) }
	from, to := at, at+1
	for from > 0 && at-from < 30 && !ends(letters[from-1]) {
		from--
	}
	for to < len(letters) && to-at < 20 && !ends(letters[to]) {
		to++
	}
	return strings.TrimSpace(string(letters[from:to]))
}

func fromUTF16(content []byte) (string, error) {
	var order binary.ByteOrder = binary.LittleEndian
	if content[0] == 0xfe || content[0] == 0 {
		order = binary.BigEndian
	}
	if len(content)%2 != 0 {
		return "", errors.New("is UTF-16 that ends in half a character: " + asUTF8)
	}
	units := make([]uint16, len(content)/2)
	for n := range units {
		units[n] = order.Uint16(content[2*n:])
	}
	text := strings.TrimPrefix(string(utf16.Decode(units)), byteOrderMark)
	if strings.ContainsRune(text, 0) {
		return "", errors.New("has a NUL character, which no text has: " + asUTF8)
	}
	return text, nil
}
