package docx

import (
	"fmt"
	"strings"
)

// address is a page's address as RFC 3986 has it. Microsoft's own library refuses a whole document for one that
// somebody typed with a space or a stray percent sign in it.
func address(typed string) string {
	var b strings.Builder
	for n := range len(typed) {
		switch c := typed[n]; {
		case c == '%' && n+2 < len(typed) && isHexadecimal(typed[n+1]) && isHexadecimal(typed[n+2]),
			c == '#' && !strings.Contains(typed[:n], "#"),
			'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~:/?[]@!$&'()*+,;=", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func isHexadecimal(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }
