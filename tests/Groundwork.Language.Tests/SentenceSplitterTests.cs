namespace Groundwork.Language.Tests;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("en", "It works. It is fast! Is it right?|It works.|It is fast!|Is it right?")]
    [InlineData("en", "Dr. Smith met Mr. J. R. R. Tolkien. They talked.|Dr. Smith met Mr. J. R. R. Tolkien.|They talked.")]
    [InlineData("en", "Use a tool, e.g. Git. See Fig. 3 and No. 5, i.e. both.|Use a tool, e.g. Git.|See Fig. 3 and No. 5, i.e. both.")]
    [InlineData("en", "Smith et al. Nature vs. Nurture. She said no. Then she left.|Smith et al. Nature vs. Nurture.|She said no.|Then she left.")]
    [InlineData("en", "It costs 3.50 dollars. In 1999. Then 2.5 more.|It costs 3.50 dollars.|In 1999.|Then 2.5 more.")]
    [InlineData("en", "He lives in the U.S. The U.S. Senate met.|He lives in the U.S.|The U.S. Senate met.")]
    [InlineData("en", "Apples, pears, etc. The list goes on. Acme Inc. Chairman Roe left.|Apples, pears, etc.|The list goes on.|Acme Inc. Chairman Roe left.")]
    [InlineData("en", "\"Stop!\" he said. (He meant it.) \"Why?\" She left.|\"Stop!\" he said.|(He meant it.)|\"Why?\"|She left.")]
    [InlineData("en", "Well... maybe. Wait… What? no idea|Well... maybe.|Wait…|What?|no idea")]
    [InlineData("en", "It was known.[12] Others disagree.[3,4] Fine.|It was known.[12]|Others disagree.[3,4]|Fine.")]
    [InlineData("en", "1. Install it. 2. Run it.|1. Install it.|2. Run it.")]
    [InlineData("en", "You and I. We know. Visit example.com/a.b now.|You and I.|We know.|Visit example.com/a.b now.")]
    [InlineData("de", "Das Treffen ist am 3. Mai um 9 Uhr. Bitte z. B. Brot mitbringen.|Das Treffen ist am 3. Mai um 9 Uhr.|Bitte z. B. Brot mitbringen.")]
    [InlineData("de", "Ludwig XIV. König von Frankreich, d. h. Herrscher. Es waren 3. Dann ging er.|Ludwig XIV. König von Frankreich, d. h. Herrscher.|Es waren 3.|Dann ging er.")]
    [InlineData("de", "Er kam 1999. Sie ging bzw. Anna blieb usw. Die Zeit verging.|Er kam 1999.|Sie ging bzw. Anna blieb usw.|Die Zeit verging.")]
    [InlineData("es", "Vive en EE. UU. con el Sr. Ruiz. ¿Por qué? ¡Claro! P. ej. Madrid.|Vive en EE. UU. con el Sr. Ruiz.|¿Por qué?|¡Claro!|P. ej. Madrid.")]
    [InlineData("fr", "M. Dupont arrive. « Bonjour ! » dit-il. Voir p. 12.|M. Dupont arrive.|« Bonjour ! » dit-il.|Voir p. 12.")]
    [InlineData("ru", "Это так, т. е. Москва. А. С. Пушкин родился в 1799 г. Он писал стихи.|Это так, т. е. Москва.|А. С. Пушкин родился в 1799 г.|Он писал стихи.")]
    [InlineData("ru", "Яблоки, груши и т. д. Это всё. См. рис. 5.|Яблоки, груши и т. д.|Это всё.|См. рис. 5.")]
    [InlineData("el", "Τι κάνεις; Καλά. Εσύ;|Τι κάνεις;|Καλά.|Εσύ;")]
    [InlineData("en", "One; Two; three.|One; Two; three.")]
    [InlineData("ar", "ما هذا؟ هذا كتاب. نعم!|ما هذا؟|هذا كتاب.|نعم!")]
    [InlineData("ur", "یہ کتاب ہے۔ وہ کیا ہے؟|یہ کتاب ہے۔|وہ کیا ہے؟")]
    [InlineData("hi", "यह किताब है। वह क्या है? ठीक॥|यह किताब है।|वह क्या है?|ठीक॥")]
    [InlineData("zh", "你好。今天天气好吗？“很好！”他说。圆周率是３．１４。|你好。|今天天气好吗？|“很好！”|他说。|圆周率是３．１４。")]
    [InlineData("ja", "「はい。」と言った。次の文です！終わり|「はい。」と言った。|次の文です！|終わり")]
    [InlineData("th", "วันนี้อากาศดีมากเลยนะครับ พรุ่งนี้เราจะไปทะเลด้วยกัน ดีไหม|วันนี้อากาศดีมากเลยนะครับ พรุ่งนี้เราจะไปทะเลด้วยกัน ดีไหม")]
    [InlineData("th", "ประเทศไทยเป็นประเทศที่อยู่ในเอเชียตะวันออกเฉียงใต้ กรุงเทพมหานครเป็นเมืองหลวงของประเทศ|ประเทศไทยเป็นประเทศที่อยู่ในเอเชียตะวันออกเฉียงใต้|กรุงเทพมหานครเป็นเมืองหลวงของประเทศ")]
    [InlineData("en", "A heading\n\nA line\nthat goes on. Next\r\n\r\nLast|A heading|A line\nthat goes on.|Next|Last")]
    [InlineData("en", "Buy:\n- milk\n- bread\n* salt|Buy:|- milk|- bread|* salt")]
    [InlineData("und", "**Bold.** Then _more._ End|**Bold.**|Then _more._|End")]
    public void Text_is_cut_where_a_reader_would(string language, string textAndSentences)
    {
        var parts = textAndSentences.Split('|');
        var sentences = SentenceSplitter.Split(parts[0], new LanguageCode(language));
        sentences.Select(s => s.Of(parts[0])).ShouldBe(parts[1..]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n\t ")]
    public void Text_without_content_has_no_sentences(string text) =>
        SentenceSplitter.Split(text, LanguageCode.English).ShouldBeEmpty();

    [Fact]
    public void No_character_is_lost_and_sentences_do_not_overlap()
    {
        string[] languages = ["und", "en", "de", "ru", "zh", "th", "el", "xx"];
        foreach (var language in languages)
            HostileText.Check(text => IsCover(text, SentenceSplitter.Split(text, new LanguageCode(language))), count: 500);
    }

    [Fact]
    public void A_language_without_a_code_is_split_like_any()
    {
        SentenceSplitter.Split("One. Two.", default).Count.ShouldBe(2);
    }

    [Fact]
    public void Hostile_repetitions_take_linear_time()
    {
        string[] repeated = [". ", "\" ", "[1", "a.", "\n ", "?)", " ก", "กกกกกกกกกกกก ", "1. ", "A. ", "....", "e.g. ", "\r\n"];
        foreach (var piece in repeated)
        {
            var text = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));
            IsCover(text, SentenceSplitter.Split(text, LanguageCode.English)).ShouldBeTrue(piece);
        }
    }

    private static bool IsCover(string text, IReadOnlyList<TextSpan> sentences)
    {
        var end = 0;
        foreach (var sentence in sentences)
        {
            if (sentence.IsEmpty || sentence.Start < end || !sentence.IsWithin(text.Length)) return false;
            if (!text.AsSpan(end, sentence.Start - end).IsWhiteSpace()) return false;
            if (char.IsWhiteSpace(text[sentence.Start]) || char.IsWhiteSpace(text[sentence.End - 1])) return false;
            if (CutsSurrogatePair(text, sentence.Start) || CutsSurrogatePair(text, sentence.End)) return false;
            end = sentence.End;
        }

        return text.AsSpan(end).IsWhiteSpace();
    }

    private static bool CutsSurrogatePair(string text, int at) =>
        at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);
}
