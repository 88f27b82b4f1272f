using System.Text;
using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class RtfFidelityTests
{
    private const string Whole = """
        {\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset204 Arial Cyr;}{\f2\fnil\fcharset128 MS Mincho;}{\f3\ftech\fcharset2 Symbol;}}
        {\colortbl;\red0\green0\blue0;}{\stylesheet{\ql Normal;}{\s1\outlinelevel0 \b heading 1;}{\s2 \i\'dcberschrift 2;}{\*\cs10 Default Paragraph Font;}{\s9 Title;}{\s20 toc 1;}}
        {\*\listtable{\list{\listlevel{\leveltext\'02\'00.;}}}}{\info{\title The RTF}{\author Ada \'dcber}{\operator Bob}{\keywords a, b;c}{\creatim\yr2020\mo2\dy29\hr3\min4}{\revtim\yr2021\mo13\dy1}}
        {\header\pard HEADER\par}
        \pard\plain\s9 The {\b bold} Title\par
        \pard\plain\s20 1 Scope 2\par
        \pard\plain\s1 Scope\par
        \pard\plain Caf\'e9 \u8364?5 {\uc2\u8211\'96\'96dash} \u-10179?\u-8704? {\f1\'cf\'f0\'e8\'e2\'e5\'f2} {\f2\'93\'fa\'96\'7b}\~nbsp a\_b \{braces\} \emdash\line next
         line{\v HIDDEN}{\deleted GONE}{\field{\*\fldinst HYPERLINK "https://x.org"}{\fldrslt link}}.{\super\chftn{\footnote\pard\plain {\super\chftn} The note.\par Second.}}\par
        \pard\plain\s2 Details\par
        {\listtext\pard\plain\f0 1.\tab}\pard\ls1\ilvl0 first\par
        {\listtext\pard\plain\f3 \'b7\tab}\pard\ls2\ilvl1 inner\par
        \pard{\pntext\f0 2)\tab}second\par
        \pard\trowd\cellx1000\cellx2000\intbl A\cell B|C\cell\row
        \trowd\cellx1000\cellx2000\pard\intbl two\par lines\cell\cell\row
        \pard After.{\pict\wmetafile8 0102030405}{\object{\*\objdata 0102}{\result shown}}{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt \pard boxed\par}}{\shprslt OLD}}\par
        {\*\unknown {\nested WRONG} text}\pard End\bin4 }}\\.\par}
        trailing rubbish
        """;

    [Fact]
    public async Task The_whole_text_of_rich_text_stands_in_its_order()
    {
        var document = await Reading.BytesAsync(MediaTypes.Rtf, Encoding.Latin1.GetBytes(Whole.ReplaceLineEndings("\r\n")), "letter.rtf");
        document.Text.ShouldBe("""
            The bold Title

            Scope

            Café €5 –dash 😀 Привет 日本~nbsp a-b {braces} —
            next linelink.[^1]

            [^1]: The note. Second.

            Details

            1. first
              - inner
            2) second

            | A | B\|C |
            | --- | --- |
            | two lines |  |

            After.shownboxed

            End.

            trailing rubbish
            """.ReplaceLineEndings("\n").Replace('~', '\u00A0'));
        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => block.Level).ShouldBe([1, 1, 2]);
        document.Title.ShouldBe("The RTF");
        var found = document.Source.Metadata!;
        found["author"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["Ada Über"]);
        found["keywords"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["a", "b", "c"]);
        found["created"].ShouldBe(new MetadataValue.Date(new DateTimeOffset(2020, 2, 29, 3, 4, 0, TimeSpan.Zero)));
        found.ContainsKey("modified").ShouldBeFalse();
        document.Notes.ShouldBe(["The file goes on after its last group; that was read too."]);
    }

    [Fact]
    public async Task A_list_typed_by_hand_is_a_list() =>
        (await Reading.BytesAsync(MediaTypes.Rtf, SampleRtf.OfBody(@"\bullet\tab one\par 12.\tab two\par Word\tab three\par"))).Text.ShouldBe("- one\n12. two\n\nWord\tthree");

    [Fact]
    public async Task A_table_in_a_cell_stays_one_text() =>
        (await Reading.BytesAsync(MediaTypes.Rtf, SampleRtf.OfBody(
            @"\pard\intbl\itap2 in\nestcell side\nestcell{\*\nesttableprops\nestrow}{\nonesttables\par}\pard\intbl out\cell x\cell\row\pard\par"))).Text.ShouldBe("| in, side, out | x |\n| --- | --- |");

    [Fact]
    public async Task A_file_that_breaks_off_is_read_as_far_as_it_goes()
    {
        var document = await Reading.BytesAsync(MediaTypes.Rtf, @"{\rtf1 one\par {two"u8.ToArray());
        document.BlockTexts().ShouldBe(["one", "two"]);
        document.Notes.ShouldHaveSingleItem().ShouldContain("ends before");
    }

    [Fact]
    public async Task An_old_ending_with_rich_text_in_it_is_read() =>
        (await Reading.BytesAsync(MediaTypes.Doc, @"{\rtf1 words}"u8.ToArray(), "letter.doc")).Text.ShouldBe("words");
}
