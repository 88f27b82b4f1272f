using FsCheck;
using FsCheck.Fluent;
using Groundwork.Documents;
using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Answering.Claims;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests.Answering.Claims;

public sealed class AgreementTests
{
    [Theory]
    [InlineData("en", "The gateway allows 1000 requests per minute.", "The gateway allows 1,000 requests per minute.")]
    [InlineData("en", "The gateway allows 1 000 requests per minute.", "The gateway allows 1,000 requests per minute.")]
    [InlineData("en", "The index holds 3 million vectors.", "The index holds 3,000,000 vectors.")]
    [InlineData("en", "The index holds 10k vectors.", "The index holds 10,000 vectors.")]
    [InlineData("en", "Three keys are kept.", "3 keys are kept.")]
    [InlineData("en", "Recall was 0.8 for the first run.", "Recall was 0.80 for the first run.")]
    [InlineData("en", "Errors fell by 5 percent.", "Errors fell by 5 %.")]
    [InlineData("en", "The release came on 14 May 2023.", "The release came on 2023-05-14.")]
    [InlineData("en", "The release came in May 2023.", "The release came on May 14, 2023.")]
    [InlineData("en", "The release came in 2023.", "The release came on May 14, 2023.")]
    [InlineData("en", "Keys rotate after the upload ends.", "The upload ends before keys rotate.")]
    [InlineData("en", "Old keys aren't accepted.", "Old keys are not accepted.")]
    [InlineData("en", "The cache is fast.", "The cache is fast, but it does not scale.")]
    [InlineData("en", "Retrieval of passages uses BM25.", "Passages use BM25 for retrieval.")]
    [InlineData("de", "Das Tor erlaubt 1.000 Anfragen.", "Das Tor erlaubt 1000 Anfragen pro Minute.")]
    [InlineData("de", "Die Schlüssel gelten seit dem 14. Mai 2023.", "Die Schlüssel gelten seit dem 14.05.2023.")]
    [InlineData("ru", "Ключи действуют с 14 мая 2023 года.", "Ключи действуют с 14.05.2023 года.")]
    [InlineData("zh", "网关每分钟允许5个请求。", "网关每分钟允许五个请求。")]
    [InlineData("en", "The box weighs 5 kg.", "The box weighs 5 kilograms.")]
    [InlineData("en", "The wait takes twenty-five more seconds.", "The wait takes 25 seconds.")]
    [InlineData("en", "There are 205 keys.", "There are two hundred and five keys.")]
    [InlineData("de", "Es gibt 25 Schlüssel im Tor.", "Es gibt fünfundzwanzig Schlüssel im Tor.")]
    [InlineData("fr", "La passerelle garde 92 clés.", "La passerelle garde quatre-vingt-douze clés.")]
    [InlineData("en", "The yearly fee of the plan is $5 million.", "The yearly fee of the plan is $5m.")]
    [InlineData("en", "The store keeps -20 °C.", "The store keeps −20 °C.")]
    [InlineData("en", "The paid plan allows 100 requests.", "The free plan allows 50 requests, and the paid plan allows 100 requests.")]
    [InlineData("en", "The paid plan allows 100 requests.", "The paid plan, which has support, allows 100 requests. The free plan allows 50 requests.")]
    [InlineData("en", "Beta was released on 7 June 2022.", "Alpha was released on 3 May 2021 and Beta on 7 June 2022.")]
    [InlineData("en", "A model employs the cache.", "A model uses the cache.")]
    [InlineData("en", "Plan B allows exports.", "Plan B allows exports, and Plan A does not.")]
    [InlineData("pl", "Klucze Marii leżą w sejfie.", "Klucze ma Maria, a leżą w sejfie.")]
    public void What_agrees_passes(string language, string claim, string text) => Disagreement(language, claim, text).ShouldBeNull();

    [Theory]
    [InlineData("en", "The gateway allows 2,000 requests per minute.", "The gateway allows 1,000 requests per minute.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The wait is 5 minutes.", "The wait is 5 seconds.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The limit is 10 requests per 50 seconds.", "The limit is 50 requests per 10 seconds.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "Four keys are kept.", "Three keys are kept.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "Traffic is throttled after 35 seconds.", "Traffic is throttled after 3.5 seconds.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The release came on 15 May 2023.", "The release came on 14 May 2023.", UnsupportedReason.DateDiffers)]
    [InlineData("en", "The release came in June 2023.", "The release came on May 14, 2023.", UnsupportedReason.DateDiffers)]
    [InlineData("en", "Engineers at Google wrote the paper on ranking.", "Engineers at Microsoft wrote the paper on ranking.", UnsupportedReason.NameDiffers)]
    [InlineData("en", "Passages use BM42 for retrieval.", "Passages use BM25 for retrieval.", UnsupportedReason.NameDiffers)]
    [InlineData("en", "Old keys are accepted after rotation.", "Old keys are never accepted after rotation.", UnsupportedReason.NegationDiffers)]
    [InlineData("en", "The gateway does not allow bursts.", "The gateway allows bursts.", UnsupportedReason.NegationDiffers)]
    [InlineData("en", "Caching increases the cost of a request.", "Caching reduces the cost of a request.", UnsupportedReason.DirectionDiffers)]
    [InlineData("en", "Keys rotate before the upload ends.", "Keys rotate after the upload ends.", UnsupportedReason.DirectionDiffers)]
    [InlineData("en", "Pruning raises speed but reduces cost of memory.", "Pruning reduces speed but raises cost of memory.", UnsupportedReason.DirectionDiffers)]
    [InlineData("en", "Penguins live near glaciers.", "The gateway allows bursts.", UnsupportedReason.NotCarried)]
    [InlineData("en", "The gateway allows bursts, as nine hospital lawyers painfully discovered abroad.", "The gateway allows bursts of nine hospital requests.", UnsupportedReason.NotCarried)]
    [InlineData("de", "Das Tor erlaubt keine Anfragen.", "Das Tor erlaubt Anfragen.", UnsupportedReason.NegationDiffers)]
    [InlineData("es", "La caché aumenta el coste de cada consulta.", "La caché reduce el coste de cada consulta.", UnsupportedReason.DirectionDiffers)]
    [InlineData("zh", "网关每分钟不允许五个请求。", "网关每分钟允许五个请求。", UnsupportedReason.NegationDiffers)]
    [InlineData("en", "The logo is red.", "The logo is blue.", UnsupportedReason.NotCarried)]
    [InlineData("en", "The logo on the page is red.", "The logo on the page is blue.", UnsupportedReason.NotCarried)]
    [InlineData("en", "Version four is supported.", "Version four is unsupported.", UnsupportedReason.NotCarried)]
    [InlineData("en", "The default level of the log is debug.", "The default level of the log is info.", UnsupportedReason.NotCarried)]
    [InlineData("en", "Set the debug level first.", "Set the info level first.", UnsupportedReason.NotCarried)]
    [InlineData("de", "Das Logo der Seite ist rot.", "Das Logo der Seite ist blau.", UnsupportedReason.NotCarried)]
    [InlineData("en", "The paid plan allows 50 requests.", "The free plan allows 50 requests, and the paid plan allows 100 requests.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The paid plan allows 50 requests.", "The paid plan, which has support, allows 100 requests. The free plan allows 50 requests.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "Beta was released on 3 May 2021.", "Alpha was released on 3 May 2021 and Beta on 7 June 2022.", UnsupportedReason.DateDiffers)]
    [InlineData("en", "The dose is 5 mg.", "The dose is 5 g.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The dose is 5 µg.", "The dose is 5 mg.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The cable has 5 cm.", "The cable has 5 m.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The store keeps 20 °F.", "The store keeps 20 °C.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The store keeps 20 °C.", "The store keeps -20 °C.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The link carries 100 Mb.", "The link carries 100 MB.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The supply gives 12 W.", "The supply gives 12 V.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The fee is CHF 20.", "The fee is USD 20.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The upload waits 5 seconds in the queue.", "The upload waits 5 retries in the queue.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "There are twenty-six keys.", "There are twenty-five keys.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The gateway kept 14 keys.", "The gateway kept keys on 14 May 2023.", UnsupportedReason.NumberDiffers)]
    [InlineData("en", "The part SKU4421 fits the gate.", "The part SKU442 fits the gate.", UnsupportedReason.NameDiffers)]
    [InlineData("en", "The gate runs on Java11 alone.", "The gate runs on Java alone.", UnsupportedReason.NameDiffers)]
    [InlineData("en", "Exports come with Plan B alone.", "Exports come with Plan C alone.", UnsupportedReason.NameDiffers)]
    [InlineData("pl", "Klucze do sejfu ma od rana Marek.", "Klucze do sejfu ma od rana Maria.", UnsupportedReason.NameDiffers)]
    public void What_contradicts_is_named(string language, string claim, string text, UnsupportedReason reason) => Disagreement(language, claim, text).ShouldBe(reason);

    [Fact]
    public void Any_claim_and_text_are_compared_without_failing()
    {
        var text = Gen.Elements("The ", "limit ", "is ", "not ", "50 ", "1,000", "3.5", ".", "?", "\n", "資料", "。", "\uD800", "”", "\0", "kein ", "ไม่", "-", "٣", "14 May 2023", "99/99/9999 ", "more ", "less ", "GPT4 ", "(", "%", "9999999999999999999999").ListOf().Select(string.Concat);
        foreach (var language in (string[])["en", "de", "zh", "th", "und", "xx"])
            Prop.ForAll(text.ToArbitrary(), text.ToArbitrary(), (claim, passage) =>
            {
                _ = Disagreement(language, claim, passage);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Theory]
    [InlineData("In Germany BM25 handles 1,000 requests since 14 May 2023.", null)]
    [InlineData("In Germany BM42 handles 1,000 requests since 14 May 2023.", UnsupportedReason.NameDiffers)]
    [InlineData("In Germany BM25 handles 2,000 requests since 14 May 2023.", UnsupportedReason.NumberDiffers)]
    [InlineData("In Germany BM25 handles 1,000 requests since 15 May 2023.", UnsupportedReason.DateDiffers)]
    public void Across_languages_numbers_dates_and_identifiers_are_compared(string claim, UnsupportedReason? expected) =>
        Agreement.Facts(new Statement(claim, LanguageCode.English), new Statement("In Deutschland bewältigt BM25 seit dem 14. Mai 2023 genau 1.000 Anfragen.", new LanguageCode("de")), "", []).ShouldBe(expected);

    [Fact]
    public void A_text_agrees_with_itself()
    {
        foreach (var sentence in (string[])["Rashkin and colleagues 2023 found 51.5 % of sentences unsupported, not 60 %.", "Before 14 May 2023 the limit was lower, and after it no limit was higher.", "CIS and GPT-4 handle 1,000 requests in three seconds."])
            Disagreement("en", sentence, sentence).ShouldBeNull();
    }

    internal static UnsupportedReason? Disagreement(string language, string claim, string text)
    {
        var code = new LanguageCode(language);
        return Agreement.Disagreement(new Statement(claim, code), new Statement(text, code), "", []);
    }
}
