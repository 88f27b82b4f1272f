using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Documents.Tests.Readers.Mail;

public sealed class MailReaderTests
{
    private static string Multipart(string kind, params string[] parts) =>
        $"Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_?=\n =?utf-8?B?YXVzIEvDtmxu?=\nContent-Type: multipart/{kind}; boundary=\"=_b 1\"\nMIME-Version: 1.0\n\npreamble\n--=_b 1\n{string.Join("\n--=_b 1\n", parts)}\n--=_b 1--\nepilogue\n";

    [Fact]
    public async Task A_plain_mail_is_one_document_with_its_fields()
    {
        const string Mail = "From: \"Ann, A.\" <ann@example.org>\nTo: bob@example.org,\n =?iso-8859-1?Q?J=F6rg?= <joerg@example.org>\nDate: Tue, 1 Jul 2025 10:52:37 +0200 (CEST)\nMessage-ID: <1@example.org>\nSubject: Harbour\n\nDear Bob,\n\nthe boat is here.\n> Is it?\n> When?\nYes.\n";
        var parts = await Opening.MailAsync(Mail);
        parts.Told().ShouldBe(["a.eml text/x-mail-body"]);
        var document = (await parts.DocumentsAsync())[0];
        document.Title.ShouldBe("Harbour");
        document.Text.ShouldBe("Dear Bob,\n\nthe boat is here.\n\nIs it?\nWhen?\n\nYes.");
        document.OfKind(BlockKind.Quote).ShouldBe(["Is it?\nWhen?"]);
        var lines = Mail.Split('\n');
        document.PlaceOf(document.Blocks[1].Span).Line.ShouldBe(Array.IndexOf(lines, "the boat is here.") + 1);
        document.PlaceOf(document.Blocks[^1].Span).Line.ShouldBe(Array.IndexOf(lines, "Yes.") + 1);
        Keywords(document, "from").ShouldBe(["Ann, A. <ann@example.org>"]);
        Keywords(document, "to").ShouldBe(["bob@example.org", "Jörg <joerg@example.org>"]);
        Keywords(document, "message-id").ShouldBe(["1@example.org"]);
        ((MetadataValue.Date)document.Source.Metadata!["date"]).Value.ShouldBe(new DateTimeOffset(2025, 7, 1, 10, 52, 37, TimeSpan.FromHours(2)));
    }

    [Theory]
    [InlineData("Short text with some words in it.", "<p>Short text with <b>some</b> words in it.</p>", "text/x-mail-body")]
    [InlineData("See HTML.", "<p>This is a long text that says far more than the plain form does, in many words.</p>", "text/html")]
    public async Task The_form_that_says_more_is_taken(string plain, string html, string expected)
    {
        var parts = await Opening.MailAsync(Multipart("alternative", $"Content-Type: text/plain\n\n{plain}", $"Content-Type: text/html; charset=utf-8\n\n{html}"));
        parts.Told().ShouldBe([$"a.eml {expected}"]);
        (await parts.DocumentsAsync())[0].Title.ShouldBe("Grüße aus Köln");
    }

    [Fact]
    public async Task Attachments_are_documents_of_their_own()
    {
        var forwarded = "Content-Type: message/rfc822\n\nSubject: Inner\nFrom: x@y.z\n\nInner text.";
        var parts = await Opening.MailAsync(Multipart("mixed",
            "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nDie Gr=F6=DFe =\nist da.",
            "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*0*=utf-8''%C3%BC; filename*1=\"ber.md\"\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String(Encoding.UTF8.GetBytes("# Über\n\nText.")),
            "Content-Type: text/calendar; name=\"../../invite.ics\"\n\nBEGIN:VCALENDAR\nSUMMARY:Meeting\nEND:VCALENDAR",
            "Content-Type: image/png\nContent-ID: <logo>\nContent-Disposition: inline; filename=logo.png\n\nxx",
            "Content-Type: application/x-msdownload; name=virus.exe\n\nMZ",
            forwarded));
        parts.Told().ShouldBe(["a.eml text/x-mail-body", "a.eml!/über.md text/markdown", "a.eml!/invite.ics text/plain", "virus.exe: UnsupportedFormat", "a.eml!/Inner.eml text/x-mail-body"]);
        var documents = await parts.DocumentsAsync();
        documents.Select(document => document.Text).ShouldBe(["Die Größe ist da.", "Über\n\nText.", "BEGIN:VCALENDAR\nSUMMARY:Meeting\nEND:VCALENDAR", "Inner text."]);
        documents.Select(document => document.Title).ShouldBe(["Grüße aus Köln", "Über", "invite", "Inner"]);
        // Encoded lines are no lines of the file; the place is where the text starts.
        documents[0].PlaceOf(documents[0].Blocks[0].Span).Line.ShouldBe(11);
    }

    [Fact]
    public async Task Pictures_and_text_around_them_are_one_body()
    {
        var parts = await Opening.MailAsync(Multipart("related", "Content-Type: text/html; charset=windows-1251\n\n<p>\xCF\xF0\xE8\xE2\xE5\xF2</p>", "Content-Type: image/gif\nContent-ID: <x>\n\nGIF89a"));
        parts.Told().ShouldBe(["a.eml text/html"]);
        (await parts.DocumentsAsync())[0].Text.ShouldBe("Привет");
    }

    [Fact]
    public async Task Flowed_lines_are_joined() =>
        (await (await Opening.MailAsync("Subject: s\nContent-Type: text/plain; format=flowed\n\nOne line \nthat goes on.\n> quoted \n> too\n-- \nAnn\n")).DocumentsAsync())[0].Text
            .ShouldBe("One line that goes on.\n\nquoted too\n\n--\nAnn");

    [Theory]
    [InlineData("Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--")]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA")]
    [InlineData("Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----")]
    public async Task Encrypted_mail_says_so(string rest) =>
        (await Opening.MailAsync("Subject: secret\n" + rest)).ShouldHaveSingleItem().ShouldBeOfType<ContainedPart.Broken>().Problem.Reason.ShouldBe(UnreadableReason.Encrypted);

    [Fact]
    public async Task Signed_mail_is_read_without_its_signature() =>
        (await Opening.MailAsync(Multipart("signed", "Content-Type: text/plain\n\nSigned text", "Content-Type: application/pgp-signature\n\nxx"))).Told().ShouldBe(["a.eml text/x-mail-body"]);

    [Fact]
    public async Task Broken_boundaries_are_read_as_far_as_possible()
    {
        var open = (await (await Opening.MailAsync("Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText that is cut")).DocumentsAsync())[0];
        open.Text.ShouldBe("Text that is cut");
        open.Notes.ShouldContain(note => note.Contains("cut off", StringComparison.Ordinal));
        var none = (await (await Opening.MailAsync("Subject: s\nContent-Type: multipart/mixed; boundary=b\n\nText without parts")).DocumentsAsync())[0];
        none.Text.ShouldBe("Text without parts");
        none.Notes.ShouldContain(note => note.Contains("boundary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_without_text_says_its_subject() =>
        (await (await Opening.MailAsync("Subject: Call me\n\n")).DocumentsAsync())[0].Text.ShouldBe("Call me");

    [Fact]
    public async Task What_is_no_mail_is_refused()
    {
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.MailAsync("just words\nand more\n"))).Reason.ShouldBe(UnreadableReason.Damaged);
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.MailAsync(""))).Reason.ShouldBe(UnreadableReason.Empty);
    }

    [Theory]
    [InlineData("Wed, 31 Feb 2024 10:00:00 +0000", null)]
    [InlineData("31 Dec 99 23:59 EST", "1999-12-31T23:59:00-05:00")]
    [InlineData("Mon, 02 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05-07:00")]
    [InlineData("yesterday", null)]
    [InlineData("1 Jan 99999999999 10:00", null)]
    public async Task Dates_are_read_or_left_out(string field, string? expected)
    {
        var source = ((ContainedPart.Readable)(await Opening.MailAsync($"Subject: s\nDate: {field}\n\ntext"))[0]).Source;
        if (expected is null) source.Metadata!.ContainsKey("date").ShouldBeFalse();
        else ((MetadataValue.Date)source.Metadata!["date"]).Value.ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Any_mixture_of_mail_pieces_ends_in_parts_or_a_clear_refusal()
    {
        string[] pieces = ["Subject: ", "=?utf-8?B?", "=?x?Q?", "?=", "\n", "\r\n", "\n\n", "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: text/html\n", "Content-Transfer-Encoding: base64\n", "--b", "--b--", "=3D", "=\n", "filename*0*=", "From ", ">From ", ";", "\"", "\\", "text", "ü", "\0", "Content-Type: message/rfc822\n", "charset=utf-7"];
        var source = Gen.ArrayOf(Gen.Elements(pieces), 30);
        foreach (var name in (string[])["a.eml", "a.mbox"])
            Prop.ForAll(source.ToArbitrary(), chosen =>
            {
                try
                {
                    Opening.PartsAsync(name, Encoding.UTF8.GetBytes((name is "a.mbox" ? "From a@b Sat Jan  3 01:05:34 2026\n" : "") + string.Concat(chosen))).GetAwaiter().GetResult();
                }
                catch (DocumentUnreadableException problem)
                {
                    problem.Message.ShouldContain(name);
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static IReadOnlyList<string> Keywords(Document document, string name) => ((MetadataValue.Keywords)document.Source.Metadata![name]).Values;
}
