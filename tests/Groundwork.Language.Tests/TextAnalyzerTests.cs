using System.Globalization;

namespace Groundwork.Language.Tests;

public sealed class TextAnalyzerTests
{
    // Terms separated by spaces; term@position where it is not one more than the one before; a star marks a stop word.
    [Theory]
    [InlineData("en", "The cat's running quickly.", "the* cat run quick")]
    [InlineData("en", "They don't know, it's NOT here", "they* don't know it* not here*")]
    [InlineData("en", "US economy told us who the WHO is", "us economi told us* who* the* who is*")]
    [InlineData("en", "Café CAFÉ cafe\u0301 naïve ﬁne Ｆｕｌｌ", "cafe cafe cafe naiv fine full")]
    [InlineData("en", "getUserName user_name", "getusernam get@0 user name user_name user@3 name")]
    [InlineData("en", "HTTPServer2 PDFs iPhone x86", "httpserver2 http@0 server2 server@1 pdf iphon i@3* phone x86")]
    [InlineData("en", "example.com SKU-4421 __init__ 1,000,000.5 3.14", "example.com exampl@0 com sku4421 sku@2 4421 __init__ init@4 1000000.5 3.14")]
    [InlineData("en", "O’Reilly isn’t U.S.A. or U.S.", "o'reilli o@0 reilli isn't usa or* u.s")]
    [InlineData("de", "Die Häuser waren nicht in der Straße.", "die* haus war* nicht in* der* strass")]
    [InlineData("es", "¿Cuántas canciones NIÑOS no tiene él?", "cuant* cancion nin no tien* el*")]
    [InlineData("fr", "L’eau n'est pas à l'école d’aujourd'hui", "l* eau ne est* pas a* l* ecol d* aujourd'hui aujourd@9 hui")]
    [InlineData("it", "Nell'acqua non c'è un'amica", "nell* acqu non c* e* un* amic")]
    [InlineData("pt", "As canções não são à noite", "as* canca nao sao* a* noit")]
    [InlineData("nl", "De huizen zijn niet één maan", "de* huis zijn* niet een* man")]
    [InlineData("ru", "Не все книги о ёлках и за́мках", "не все* книг о* елк и* замк")]
    [InlineData("ar", "والكِتَابُ ليس في المدرسة إلى أحمد ١٢٣", "كتاب ليس في* مدرس ال* احمد 123")]
    [InlineData("el", "Άνθρωπος ΆΝΘΡΩΠΟΣ", "ανθρωποσ ανθρωποσ")]
    [InlineData("und", "Überraschung’s København łódź İstanbul ılık Þór", "uberraschung kobenhavn lodz istanbul ilik thor")]
    [InlineData("zh", "我不在北京API大学，好。", "我不 不在 在北 北京 api 大学 好")]
    [InlineData("zh", "什么是running", "什么* 么是 running")]
    [InlineData("ja", "ﾃｷｽﾄとガｶﾞ", "テキ キス スト トと とガ ガガ")]
    [InlineData("th", "ที่นี่ 12", "ที่นี่ 12")]
    [InlineData("ko", "한국어를 API를 글", "한국 국어 어를 api 를 글")]
    [InlineData("hi", "हिन्दी में १२", "हिन्दी में 12")]
    [InlineData("he", "שָׁלוֹם צה\"ל ש״ס", "שלום צהל שס")]
    [InlineData("fa", "می\u200Cخواهم کتاب", "ميخواهم كتاب")]
    [InlineData("uk", "їжак ґанок йому", "їжак ґанок йому")]
    [InlineData("xx", "The cats", "the cats")]
    [InlineData("en", "", "")]
    [InlineData("en", "… — 😀 \uD800 \0 _", "")]
    public void A_text_gives_these_terms(string language, string text, string expected) =>
        Show(Analyze(language, text)).ShouldBe(expected);

    [Theory]
    [InlineData("en", "running", "runs")]
    [InlineData("en", "JavaScript", "javascript")]
    [InlineData("de", "Überprüfungen", "ÜBERPRÜFUNG")]
    [InlineData("ru", "ёлки", "елка")]
    [InlineData("ar", "الْمُعَلِّمُونَ", "معلم")]
    [InlineData("it", "amiche", "amica")]
    public void Forms_of_a_word_meet(string language, string one, string other) =>
        Analyze(language, one)[0].Text.ShouldBe(Analyze(language, other)[0].Text);

    [Fact]
    public void Spans_point_at_what_the_terms_stand_for()
    {
        const string Text = "Die Häuser: getUserName, l'eau";
        var terms = Analyze("fr", Text);
        terms.Select(t => t.Span.Of(Text)).ShouldBe(["Die", "Häuser", "getUserName", "get", "User", "Name", "l", "eau"]);
    }

    [Theory]
    [InlineData("en", "not no nor never none nothing neither cannot don't isn't won't without nobody nowhere")]
    [InlineData("de", "nicht nichts kein keine keinen keiner nie niemals niemand weder nein ohne")]
    [InlineData("es", "no ni nunca jamás nada nadie ningún ninguna tampoco sin")]
    [InlineData("fr", "ne n pas non ni jamais rien aucun aucune personne point sans")]
    [InlineData("it", "non no né mai niente nulla nessuno neanche senza")]
    [InlineData("pt", "não nem nunca jamais nada ninguém nenhum nenhuma sem")]
    [InlineData("nl", "niet geen nooit niets niemand noch nee zonder")]
    [InlineData("ru", "не ни нет никогда ничего никто нельзя")]
    [InlineData("ar", "لا لم لن ليس ليست غير ما عدا دون")]
    [InlineData("zh", "不 没 沒 无 無 非 没有 不是")]
    public void A_negation_is_never_a_stop_word(string language, string negations)
    {
        foreach (var negation in negations.Split(' '))
        {
            Analyze(language, negation).ShouldAllBe(term => !term.IsStopWord, negation);
        }
    }

    [Fact]
    public void Any_text_gives_terms_in_order_with_spans_inside_it()
    {
        foreach (var language in (string[])["und", "en", "de", "fr", "ru", "ar", "zh", "th", "ko"])
        {
            var analyzer = new TextAnalyzer(new LanguageCode(language));
            HostileText.Check(text => IsSound(text, Analyze(analyzer, text)), count: 400);
        }
    }

    [Fact]
    public void Memory_of_earlier_words_changes_nothing()
    {
        var used = new TextAnalyzer(LanguageCode.English);
        var filler = string.Join(' ', Enumerable.Range(0, 60_000).Select(i => "w" + i.ToString(CultureInfo.InvariantCulture)));
        Analyze(used, filler);
        HostileText.Check(text => Analyze(used, text).SequenceEqual(Analyze("en", text)), count: 300);
    }

    [Fact]
    public void A_language_without_a_code_is_analysed() => Show(Analyze(new TextAnalyzer(default), "The Cats")).ShouldBe("the cats");

    [Fact]
    public void Hostile_repetitions_take_linear_time()
    {
        var analyzer = new TextAnalyzer(LanguageCode.English);
        foreach (var piece in (string[])["a", "a_", "aB", "\u0301", "漢\u0301", "漢", "ก\u0E48\u0E31", "한", "a.", "1,", "'a", "e\u0301\u0323", "ﷺ", "\uD83D\uDE00"])
        {
            var text = string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length));
            IsSound(text, Analyze(analyzer, text)).ShouldBeTrue(piece);
        }
    }

    private static bool IsSound(string text, List<Term> terms)
    {
        var start = 0;
        var position = 0;
        foreach (var term in terms)
        {
            if (term.Text.Length is 0 or > 255 || term.Span.IsEmpty || !term.Span.IsWithin(text.Length)) return false;
            if (term.Span.Start < start || term.Position < position || term.Position > position + 1) return false;
            if (term.Text.EnumerateRunes().Any(rune => rune.Value == 0xFFFD)) return false;
            if (CutsPair(text, term.Span.Start) || CutsPair(text, term.Span.End)) return false;
            (start, position) = (term.Span.Start, term.Position);
        }

        return true;
    }

    private static bool CutsPair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);

    private static List<Term> Analyze(string language, string text) => Analyze(new TextAnalyzer(new LanguageCode(language)), text);

    private static List<Term> Analyze(TextAnalyzer analyzer, string text)
    {
        var terms = new List<Term>();
        analyzer.Analyze(text, terms);
        return terms;
    }

    private static string Show(List<Term> terms)
    {
        var next = 0;
        var shown = new List<string>();
        foreach (var term in terms)
        {
            var position = term.Position == next ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"@{term.Position}");
            shown.Add(term.Text + position + (term.IsStopWord ? "*" : string.Empty));
            next = term.Position + 1;
        }

        return string.Join(' ', shown);
    }

    [Theory]
    [InlineData("カ_a _a")]
    [InlineData("_a カ_a")]
    [InlineData("アーb ーb b")]
    public void What_a_word_becomes_does_not_depend_on_what_was_read_before_it(string text)
    {
        var code = new LanguageCode("ja");
        var used = new TextAnalyzer(code);
        used.Analyze(text, new List<Term>());
        foreach (var word in text.Split(' '))
        {
            var (again, fresh) = (new List<Term>(), new List<Term>());
            used.Analyze(word, again);
            new TextAnalyzer(code).Analyze(word, fresh);
            again.ShouldBe(fresh, word);
        }
    }
}
