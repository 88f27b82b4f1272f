using System.Globalization;

namespace Groundwork.Language.Tests;

public sealed class IdentifierTests
{
    // Terms separated by spaces; term@position where it is not one more than the one before.
    [Theory]
    [InlineData("SKU-4421", "sku4421 sku@0 4421")]
    [InlineData("SKU\u20114421", "sku4421 sku@0 4421")]
    [InlineData("RFC2616", "rfc2616 rfc@0 2616")]
    [InlineData("RFC-2616", "rfc2616 rfc@0 2616")]
    [InlineData("RFC 2616", "rfc2616 rfc@0 2616")]
    [InlineData("RFC\u00A02616", "rfc2616 rfc@0 2616")]
    [InlineData("rfc 2616", "rfc 2616")]
    [InlineData("System.Text.Json", "system.text.json system@0 text json")]
    [InlineData("java.util.ArrayList", "java.util.arraylist java@0 util arraylist array@2 list")]
    [InlineData("libpq5", "libpq5 libpq@0 5")]
    [InlineData("utf8mb4", "utf8mb4 utf@0 8 mb 4")]
    [InlineData("a3f9c2d41e", "a3f9c2d41e")]
    [InlineData("mm256_mask_add_epi8", "mm256_mask_add_epi8 mm256@0 mask add epi8 epi@3")]
    [InlineData("std::vector", "std::vector std@0 vector")]
    [InlineData("std::vec::Vec::push_back", "std::vec::vec::push_back std@0 vec vec push_back push@3 back")]
    [InlineData("C++", "c++ c@0")]
    [InlineData("C++, g++ (C#) F# i++;", "c++ c@0 g++ g@1 c# c@2 f# f@3 i++ i@4")]
    [InlineData("C++17", "c++ c@0 17")]
    [InlineData("a+b c# d#e f## g+++", "a b c# c@2 d e f g")]
    [InlineData(".NET", ".net net@0")]
    [InlineData("ASP.NET on .NET .gitignore", "asp.net asp@0 net on .net net@3 .gitignore gitignor@4")]
    [InlineData("v1.2.3", "v1.2.3 v@0 1.2.3")]
    [InlineData("3.11 python3.11", "3.11 python3.11 python@1 3.11")]
    [InlineData("CVE-2021-44228", "cve2021-44228 cve@0 2021 44228")]
    [InlineData("ISO/IEC 27001", "iso/iec27001 iso@0 iec 27001")]
    [InlineData("TCP/IP", "tcp/ip tcp@0 ip")]
    [InlineData("user@host", "user@host user@0 host")]
    [InlineData("bob@mail.example.com", "bob@mail.example.com bob@0 mail.example.com mail@1 exampl com")]
    [InlineData("/etc/ssh/sshd_config", "/etc/ssh/sshd_config etc@0 ssh sshd_config sshd@2 config")]
    [InlineData("(/usr/bin)", "/usr/bin usr@0 bin")]
    [InlineData("src/main.rs", "src/main.rs src@0 main.rs main@1 rs")]
    [InlineData("x86-64 utf-8", "x86-64 x86@0 64 utf8 utf@2 8")]
    [InlineData("well-known and/or state-of-the-art 64-bit", "well known and or state of the art 64 bit")]
    [InlineData("10-20 2021-11-05 24/7", "10 20 2021 11 05 24 7")]
    [InlineData("Range: 5 A 17 note::", "rang 5 a 17 note")]
    [InlineData("SKU-4421을 API를", "sku4421 sku@0 4421 을 api 를")]
    [InlineData("getUserName을", "getusernam get@0 user name 을")]
    [InlineData("RFC-2616に準拠", "rfc2616 rfc@0 2616 に準 準拠")]
    public void An_identifier_is_kept_whole_and_in_parts(string text, string expected) => Show("en", text).ShouldBe(expected);

    [Theory]
    [InlineData("fr", "l'utf-8", "l utf8 utf@1 8")]
    [InlineData("de", "Straße-12a", "strasse12a strass@0 12a")]
    [InlineData("ru", "ГОСТ-7032", "гост7032 гост@0 7032")]
    [InlineData("und", "café::Bar", "cafe::bar cafe@0 bar")]
    public void Identifiers_of_other_languages_are_too(string language, string text, string expected) => Show(language, text).ShouldBe(expected);

    [Fact]
    public void Spans_of_a_compound_cover_the_whole_and_its_parts()
    {
        const string Text = "see /etc/ssh/sshd_config, RFC 2616";
        Terms("en", Text).Select(t => t.Span.Of(Text)).ShouldBe(
            ["see", "/etc/ssh/sshd_config", "etc", "ssh", "sshd_config", "sshd", "config", "RFC 2616", "RFC", "2616"]);
    }

    [Fact]
    public void A_compound_is_no_stop_word() => Terms("en", "IT/AS 400 of@the").Where(t => !t.IsStopWord).Select(t => t.Text).ShouldBe(["it/as400", "it", "as", "400", "of@the"]);

    [Theory]
    [InlineData("a-1")]
    [InlineData("a::")]
    [InlineData("/a/")]
    [InlineData("a@b@")]
    [InlineData("A/")]
    [InlineData("한-1")]
    [InlineData("a-1한")]
    [InlineData("+# .x:/@")]
    public void Endless_compounds_take_linear_time_and_stay_sound(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));
        var last = 0;
        foreach (var term in Terms("en", text))
        {
            term.Span.IsWithin(text.Length).ShouldBeTrue();
            term.Text.Length.ShouldBeInRange(1, 255);
            term.Position.ShouldBeInRange(last, last + 1);
            last = term.Position;
        }
    }

    private static string Show(string language, string text)
    {
        var next = 0;
        var shown = new List<string>();
        foreach (var term in Terms(language, text))
        {
            shown.Add(term.Position == next ? term.Text : string.Create(CultureInfo.InvariantCulture, $"{term.Text}@{term.Position}"));
            next = term.Position + 1;
        }

        return string.Join(' ', shown);
    }

    private static List<Term> Terms(string language, string text)
    {
        var terms = new List<Term>();
        new TextAnalyzer(new LanguageCode(language)).Analyze(text, terms);
        return terms;
    }
}
