package docx

import (
	"fmt"

	"chaser/report"
	"chaser/report/chart"
)

// A picture's place in the text says its relationship and its alternative text. The picture itself is a part of its
// own, which has to be written after the text: the cards are read once more for it, so that no more than one is held.

// pictureWidth is that of the text, in the units of drawings, of which a twentieth of a point has 635. Words are 9
// points tall in it.
const pictureWidth = textWidth * 635

func pictureID(n int) string { return fmt.Sprintf("picture%d", n) }

// pictureName is a picture's part, as the text's relationships call it.
func pictureName(n int) string { return fmt.Sprintf("media/trend%d.png", n) }

// picture sets the next picture, on the page of what follows.
func (b *body) picture(name, alternative string) {
	b.links.pictures++
	id := number(b.links.pictures)
	across, down := number(pictureWidth), number(pictureWidth*chart.PictureHeight/chart.Width)
	b.open("w:p")
	b.form(paragraph{style: "Picture", keep: true})
	b.open("w:r")
	b.open("w:drawing")
	b.open("wp:inline", "xmlns:wp", inlineNamespace, "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	b.empty("wp:extent", "cx", across, "cy", down)
	b.empty("wp:docPr", "id", id, "name", name, "descr", alternative)
	b.open("wp:cNvGraphicFramePr")
	b.empty("a:graphicFrameLocks", "xmlns:a", drawingNamespace, "noChangeAspect", "1")
	b.end("wp:cNvGraphicFramePr")
	b.open("a:graphic", "xmlns:a", drawingNamespace)
	b.open("a:graphicData", "uri", pictureNamespace)
	b.open("pic:pic", "xmlns:pic", pictureNamespace)
	b.open("pic:nvPicPr")
	b.empty("pic:cNvPr", "id", id, "name", name, "descr", alternative)
	b.empty("pic:cNvPicPr")
	b.end("pic:nvPicPr")
	b.open("pic:blipFill")
	b.empty("a:blip", "r:embed", pictureID(b.links.pictures))
	b.raw("<a:stretch><a:fillRect/></a:stretch>")
	b.end("pic:blipFill")
	b.open("pic:spPr")
	b.open("a:xfrm")
	b.raw(`<a:off x="0" y="0"/>`)
	b.empty("a:ext", "cx", across, "cy", down)
	b.end("a:xfrm")
	b.raw(`<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`)
	for _, ended := range []string{"pic:spPr", "pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r", "w:p"} {
		b.end(ended)
	}
}

// pictures writes the pictures that the text has set, in its order.
func pictures(file archive, r report.Report) error {
	n := 0
	for c, err := range r.Cards {
		if err != nil {
			return err
		}
		drawn := chart.Of(c)
		if drawn == nil {
			continue
		}
		n++
		if err := file.picture("word/"+pictureName(n), drawn.WritePNG); err != nil {
			return fmt.Errorf("drawing the trend of %s: %w", c.Code, err)
		}
	}
	return nil
}
