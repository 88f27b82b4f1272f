using System.Globalization;
using System.Text.Json;
using Groundwork.TestKit;

namespace Groundwork.Language.Tests;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("en", "Which city did the company move to after the war?")]
    [InlineData("de", "Wie viele Menschen wohnen heute in der Stadt?")]
    [InlineData("es", "¿Cuántas personas viven hoy en la ciudad?")]
    [InlineData("fr", "Combien de personnes habitent aujourd'hui dans la ville ?")]
    [InlineData("it", "Quante persone abitano oggi nella città?")]
    [InlineData("pt", "Quantas pessoas moram hoje na cidade?")]
    [InlineData("nl", "Hoeveel mensen wonen er vandaag in de stad?")]
    [InlineData("ru", "Сколько людей сегодня живёт в городе?")]
    [InlineData("uk", "Скільки людей сьогодні живе в місті?")]
    [InlineData("bg", "Колко хора живеят днес в града?")]
    [InlineData("pl", "Ile osób mieszka dziś w tym mieście?")]
    [InlineData("cs", "Kolik lidí dnes žije v tomto městě?")]
    [InlineData("sv", "Hur många människor bor i staden idag?")]
    [InlineData("da", "Hvor mange mennesker bor der i byen i dag, og hvad laver de?")]
    [InlineData("nb", "Hvor mange mennesker bor det i byen i dag, og hva gjør de?")]
    [InlineData("fi", "Kuinka monta ihmistä kaupungissa asuu nykyään?")]
    [InlineData("tr", "Bugün şehirde kaç kişi yaşıyor?")]
    [InlineData("ro", "Câți oameni locuiesc astăzi în oraș?")]
    [InlineData("hu", "Hány ember él ma a városban?")]
    [InlineData("vi", "Ngày nay có bao nhiêu người sống trong thành phố?")]
    [InlineData("id", "Berapa banyak orang yang tinggal di kota itu sekarang?")]
    [InlineData("ca", "Quantes persones viuen avui a la ciutat?")]
    [InlineData("zh", "今天有多少人住在这个城市？")]
    [InlineData("ja", "今日、この街には何人住んでいますか。")]
    [InlineData("ko", "오늘 이 도시에는 몇 명이 살고 있습니까?")]
    [InlineData("th", "วันนี้มีคนอาศัยอยู่ในเมืองกี่คน")]
    [InlineData("ar", "كم عدد الأشخاص الذين يعيشون في المدينة اليوم؟")]
    [InlineData("fa", "امروز چند نفر در این شهر زندگی می‌کنند؟")]
    [InlineData("ur", "آج اس شہر میں کتنے لوگ رہتے ہیں؟")]
    [InlineData("he", "כמה אנשים גרים היום בעיר?")]
    [InlineData("el", "Πόσοι άνθρωποι ζουν σήμερα στην πόλη;")]
    [InlineData("hi", "आज इस शहर में कितने लोग रहते हैं?")]
    [InlineData("ja", "FastAPIのHTTPExceptionとは")]
    [InlineData("de", "Mit `git rebase --interactive` ordnest du https://example.com/en/the-list-of-commits neu.")]
    public void A_short_text_tells_its_language(string language, string text)
    {
        var guess = LanguageDetector.Detect(text);
        guess.Language.ShouldBe(new LanguageCode(language));
        guess.Confidence.ShouldBeInRange(0.4, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("123 :-) \uD800 \0 😀")]
    public void A_text_without_letters_tells_nothing(string text) =>
        LanguageDetector.Detect(text).ShouldBe(new LanguageGuess(LanguageCode.Undetermined, 0));

    [Fact]
    public void Code_alone_is_still_looked_at() => LanguageDetector.Detect("user_name = 1").Language.ShouldNotBe(LanguageCode.Undetermined);

    [Fact]
    public void A_name_alone_is_less_sure_than_a_sentence() =>
        LanguageDetector.Detect("Anna Roth").Confidence.ShouldBeLessThan(LanguageDetector.Detect("Wo wohnt Anna Roth heute, und seit wann ist das so?").Confidence);

    [Fact]
    public void Any_text_gives_a_guess_with_a_share_as_confidence() =>
        HostileText.Check(text => LanguageDetector.Detect(text) is var (language, confidence)
            && confidence is >= 0 and <= 1
            && (confidence > 0 || language == LanguageCode.Undetermined)
            && LanguageDetector.Detect(text) == new LanguageGuess(language, confidence));

    [FixtureFact("xquad")]
    public void Short_questions_are_told_apart()
    {
        foreach (var (language, floor) in new[] { ("en", 0.99), ("de", 0.98), ("es", 0.98), ("ru", 0.98), ("zh", 0.99), ("ar", 0.99) })
            Accuracy("queries", language).ShouldBeGreaterThanOrEqualTo(floor, language);
    }

    [FixtureFact("xquad")]
    public void Paragraphs_are_told_apart()
    {
        foreach (var language in new[] { "en", "de", "es", "ru", "zh", "ar" })
            Accuracy("corpus", language).ShouldBeGreaterThanOrEqualTo(0.99, language);
    }

    private static double Accuracy(string kind, string language)
    {
        var path = Path.Combine(Fixtures.Find("xquad")!, string.Create(CultureInfo.InvariantCulture, $"{kind}.{language}.jsonl"));
        var guesses = new List<bool>();
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            guesses.Add(LanguageDetector.Detect(json.RootElement.GetProperty("text").GetString()!).Language == new LanguageCode(language));
        }

        return guesses.Count(isRight => isRight) / (double)guesses.Count;
    }
}
