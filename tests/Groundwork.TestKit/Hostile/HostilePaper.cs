using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Groundwork.TestKit.Samples;

namespace Groundwork.TestKit.Hostile;

/// <summary>Hostile PDFs, pictures, archives and mails.</summary>
public static class HostilePaper
{
    private const string From = "From ann@example.org Sat Jan  3 01:05:34 2026\n";

    // One empty page, RC4 with 40 bits, user password "secret".
    private const string EncryptedPdf =
        "JVBERi0xLjQKMSAwIG9iago8PC9UeXBlL0NhdGFsb2cvUGFnZXMgMiAwIFI+PgplbmRvYmoKMiAwIG9iago8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0Nv" +
        "dW50IDE+PgplbmRvYmoKMyAwIG9iago8PC9UeXBlL1BhZ2UvUGFyZW50IDIgMCBSL01lZGlhQm94WzAgMCA5OSA5OV0+PgplbmRvYmoKNCAwIG9iago8PC9G" +
        "aWx0ZXIvU3RhbmRhcmQvViAxL1IgMi9PPDkyZmUwZjQ0NTRhZDRjOTY0NDY5M2YzM2MwN2NiNTRmNTg3ZGNlMWUyNjgyZmU5ZWNlYTYxMDdhMWVmNjMwZGQ+" +
        "L1U8OTAyZDZjMGQ2Yjc3YWRlZjk3Y2ExYzcxZTQ5MzA4YzYxM2I5MTdiMmFkNmVmNzExYTBjYjQxMDczNzk5NDM2MD4vUCAtND4+CmVuZG9iagp4cmVmCjAg" +
        "NQowMDAwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMDkgMDAwMDAgbiAKMDAwMDAwMDA1NCAwMDAwMCBuIAowMDAwMDAwMTA1IDAwMDAwIG4gCjAwMDAwMDAx" +
        "NjggMDAwMDAgbiAKdHJhaWxlcgo8PC9TaXplIDUvUm9vdCAxIDAgUi9FbmNyeXB0IDQgMCBSL0lEWzwzMDMxMzIzMzM0MzUzNjM3MzgzOTYxNjI2MzY0NjU2" +
        "Nj48MzAzMTMyMzMzNDM1MzYzNzM4Mzk2MTYyNjM2NDY1NjY+XT4+CnN0YXJ0eHJlZgozNTMKJSVFT0YK";

    public static IReadOnlyList<HostileFile> All { get; } =
    [
        new("encrypted.pdf", () => Convert.FromBase64String(EncryptedPdf)),
        new("truncated.pdf", () => TextPdf()[..300]),
        new("empty.pdf", () => []),
        new("header-only.pdf", () => [.. "%PDF-1.7\n"u8]),
        new("reference-loop.pdf", () => Ascii("%PDF-1.4\n1 0 obj\n2 0 R\nendobj\n2 0 obj\n1 0 R\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R/Prev 68>>\nstartxref\n68\n%%EOF\n"), MayBeRead: true),
        new("page-tree-cycle.pdf", () => Ascii("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 9/Kids[2 0 R 2 0 R 3 0 R]/Parent 3 0 R>>\nendobj\n3 0 obj\n<</Type/Pages/Count 9/Kids[2 0 R]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n"), MayBeRead: true),
        new("million-objects.pdf", MillionObjects, MayBeRead: true),
        new("hundred-thousand-pages.pdf", () => ManyPages(100_000), MayBeRead: true),
        new("huge-page.pdf", () => Replaced(TextPdf(), "[0 0 612 792]", "[0 0 9e9 9e9]"), MayBeRead: true),
        new("negative-page.pdf", () => Replaced(TextPdf(), "[0 0 612 792]", "[9 9 -1 -9999]"), MayBeRead: true),
        new("launches-a-program.pdf", () => Replaced(TextPdf(), "/Type/Catalog", "/Type/Catalog/OpenAction<</S/Launch/F(/bin/sh)>>/AA<</WC<</S/JavaScript/JS(app.alert\\(1\\))>>>>"), MayBeRead: true),
        new("stream-bomb.pdf", StreamBomb, MayBeRead: true),
        new("outline-loop.pdf", () => Replaced(new PdfSample().Page().Lines(72, 100, 12, "Words.").Outline("Loop", 1).ToArray(), "/Title(Loop)", "/Title(Loop)/Next 13 0 R/First 13 0 R"), MayBeRead: true),
        new("control-characters.pdf", () => new PdfSample().Page().Lines(72, 100, 12, "a\u0001\u0002b\tc\u007f").ToArray(), MayBeRead: true),
        new("a-program-named.pdf", () => [0x7F, (byte)'E', (byte)'L', (byte)'F', .. new byte[500]]),
        new("a-pdf-named.txt", TextPdf, MayBeRead: true),

        new("pixel-bomb.png", () => Png(60_000, 60_000)),
        new("claims-four-billion-pixels.tiff", () => Tiff(65_536, 65_536)),
        new("tiff-that-refers-to-itself.tiff", () => Tiff(10, 10, next: 8), MayBeRead: true),
        new("header-only.jpg", () => [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]),
        new("header-only.webp", () => [.. "RIFF\u0004\0\0\0WEBP"u8]),
        new("noise.gif", () => [.. "GIF89a\u0010\0\u0010\0"u8, .. Enumerable.Range(0, 500).Select(i => (byte)(i * 37))]),
        new("negative-size.bmp", () => [.. "BM"u8, .. new byte[12], 40, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0x80, 1, 0, 24, 0, .. new byte[24]]),

        new("zeros.zip", () => new ZipSample().Add("zeros.txt", new byte[60 << 20]).ToArray()),
        new("zip-in-zip-of-zeros.zip", () => Nested(new ZipSample().Add("zeros.txt", new byte[60 << 20]).ToArray(), 3)),
        new("ten-zips-deep.zip", () => Nested(ZipSample.Of(("a.txt", "text")), 10)),
        new("overlapping-entries.zip", Overlapping),
        new("quine-like.zip", () => new ZipSample().Add("a.zip", ZipSample.Of(("a.zip", "PK\u0003\u0004"))).ToArray()),
        new("names-that-lead-out.zip", () => ZipSample.Of(("../../etc/cron.d/x", "x"), ("/etc/passwd", "x"), ("C:\\boot.ini", "x"), ("..\\..\\x", "x"))),
        new("names-with-nul-and-direction.zip", () => ZipSample.Of(("report\u202Excod.exe", "x"), ("a\0b.exe", "x"), ("\u0007\u001b[2J.exe", "x"))),
        new("locked.zip", () => new ZipSample().Add("secret.txt", "x"u8.ToArray(), flags: 1).ToArray()),
        new("claims-little.zip", () => new ZipSample().Add("big.txt", new byte[60 << 20], claimedBytes: 3).ToArray()),
        new("no-directory.zip", () => ZipSample.Of(("a.txt", "text"))[..40]),
        new("link.zip", () => new ZipSample().Add("link", "/etc/shadow"u8.ToArray(), attributes: 0xA1FF0000).ToArray()),
        new("hundred-thousand-entries.zip", () => ZipSample.Of([.. Enumerable.Range(0, 60_000).Select(i => (i.ToString(CultureInfo.InvariantCulture) + ".exe", ""))]), MayBeRead: true),
        new("links-and-devices.tar", () => new TarSample().Add("a", [], '2', link: "/etc/passwd").Add("b", [], '1', link: "a").Add("c", [], '3').Add("d", [], '6').ToArray()),
        new("wrong-sizes.tar", () => new TarSample().Add("a.txt", [.. "short"u8], claimedBytes: 1L << 32).ToArray(hasEnd: false)),
        new("endless-name.tar", () => new TarSample().Add("x", [], 'L', claimedBytes: 1L << 32).ToArray()),
        new("zeros.gz", () => TarSample.Gzip(new byte[60 << 20])),
        new("zeros.tgz", () => new TarSample().Add("zeros.txt", new byte[200 << 20]).ToGzip()),
        new("header-only.gz", () => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0]),

        new("no-separator.mbox", () => Ascii("Dear all,\n\nthis is no mailbox.\n")),
        new("empty.mbox", () => []),
        new("one-endless-line.mbox", () => Ascii(From + new string('x', 20 << 20)), MayBeRead: true),
        new("ten-thousand-multiparts.eml", Multiparts, MayBeRead: true),
        new("mail-in-mail.eml", MailInMail, MayBeRead: true),
        new("long-header.eml", () => Ascii("Subject: " + new string('x', 20 << 20) + "\n\ntext\n"), MayBeRead: true),
        new("million-headers.eml", () => Ascii(string.Concat(Enumerable.Repeat("X: y\n", 1_000_000)) + "\ntext\n"), MayBeRead: true),
        new("utf-7.eml", () => Ascii("Subject: =?utf-7?Q?+ADw-script+AD4-?=\nContent-Type: text/html; charset=utf-7\n\n+ADw-script+AD4-alert(1)+ADw-/script+AD4-"), MayBeRead: true),
        new("boundary-never-comes.eml", () => Ascii("Subject: s\nContent-Type: multipart/mixed; boundary=b\n\nwords\n"), MayBeRead: true),
        new("encoded-words-without-end.eml", () => Ascii("Subject: " + string.Concat(Enumerable.Repeat("=?utf-8?Q?", 200_000)) + "\n\ntext"), MayBeRead: true),
        new("attachment-named-to-lead-out.eml", () => Ascii("Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/x-sh; name=\"../../../etc/cron.d/x\"\n\nrm -rf /\n--b--\n"), MayBeRead: true),
        new("sealed.eml", () => Ascii("Subject: s\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\n\nAAAA\n")),
    ];

    private static byte[] Ascii(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] TextPdf() => new PdfSample().Page().Lines(72, 100, 12, "Words on a page.").ToArray();

    // The table of offsets no longer fits; readers rebuild it.
    private static byte[] Replaced(byte[] pdf, string old, string by) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace(old, by, StringComparison.Ordinal));

    private static byte[] MillionObjects()
    {
        var pdf = new StringBuilder("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n");
        for (var i = 4; i < 1_000_000; i++) pdf.Append(CultureInfo.InvariantCulture, $"{i} 0 obj 0 endobj\n");
        return Ascii(pdf.Append("trailer\n<</Root 1 0 R>>\n").ToString());
    }

    private static byte[] ManyPages(int count)
    {
        var pdf = new StringBuilder().Append(CultureInfo.InvariantCulture, $"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>\nendobj\n2 0 obj\n<</Type/Pages/Count {count}/Kids[");
        for (var i = 0; i < count; i++) pdf.Append("3 0 R ");
        return Ascii(pdf.Append("]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n").ToString());
    }

    private static byte[] StreamBomb()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (var i = 0; i < 64; i++)
                zlib.Write(Ascii(string.Concat(Enumerable.Repeat("q ", 1 << 19))));
        return [.. Ascii($"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Length {packed.Length}/Filter/FlateDecode>>stream\n"), .. packed.ToArray(), .. Ascii("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n")];
    }

    private static byte[] Png(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, .. header, 0, 0, 0, 0];
    }

    private static byte[] Tiff(uint width, uint height, uint next = 0)
    {
        var tiff = new byte[8 + 2 + 24 + 4];
        "II*\0"u8.CopyTo(tiff);
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(8), 2);
        foreach (var (i, tag, value) in ((int, ushort, uint)[])[(0, 256, width), (1, 257, height)])
        {
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(10 + (12 * i)), tag);
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(12 + (12 * i)), 4);
            BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(14 + (12 * i)), 1);
            BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(18 + (12 * i)), value);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(34), next);
        return tiff;
    }

    private static byte[] Nested(byte[] inner, int depth)
    {
        for (var i = 0; i < depth; i++) inner = new ZipSample().Add("inner.zip", inner).ToArray();
        return inner;
    }

    private static byte[] Overlapping()
    {
        var kernel = new byte[1 << 20];
        var zip = new ZipSample().Add("0", kernel);
        for (var i = 1; i < 250; i++) zip.AddOver(i.ToString(CultureInfo.InvariantCulture), 0, kernel);
        return zip.ToArray();
    }

    private static byte[] Multiparts()
    {
        var mail = new StringBuilder("Subject: s\n");
        for (var i = 0; i < 10_000; i++) mail.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        return Ascii(mail.Append("Content-Type: text/plain\n\ntext\n").ToString());
    }

    private static byte[] MailInMail()
    {
        var mail = new StringBuilder();
        for (var i = 0; i < 1000; i++) mail.Append("Subject: s\nContent-Type: message/rfc822\n\n");
        return Ascii(mail.Append("Subject: s\n\ntext\n").ToString());
    }
}
