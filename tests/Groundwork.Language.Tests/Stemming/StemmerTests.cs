using Groundwork.Language.Stemming;
using Groundwork.TestKit;

namespace Groundwork.Language.Tests.Stemming;

public sealed class StemmerTests
{
    [Theory]
    [InlineData("en", "running run|ties tie|cries cri|caresses caress|generously generous|national nation|relational relat|hoping hope|hopping hop|sky sky|dying die|news news|sayings say|yellowly yellowli|probate probat|controlling control|university univers|agreed agre|it's it|o'reilly o'reilli")]
    [InlineData("de", "häuser haus|haus haus|bäumen baum|freundlichkeit freundlich|ergebnisse ergebnis|straße strass|aufeinander aufeinand|schönsten schon|bauen bau|kinder kind")]
    [InlineData("es", "canciones cancion|canción cancion|rápidamente rapid|diciéndole dic|hablábamos habl|niños niñ|lógicas logic|construyendo constru|llegue lleg|seguí segu")]
    [InlineData("fr", "continuellement continuel|majestueusement majestu|chevaux cheval|mangeait mang|naïve naïv|parisienne parisien|quantité quantit|nationalités national|finissons fin|loisir lois")]
    [InlineData("ru", "книги книг|книгами книг|читающий чита|прочитавшись прочита|красивейший красив|ёлка елк|стройный стройн|важность важност|сделали сдела")]
    [InlineData("it", "libri libr|libro libr|amiche amic|amica amic|vecchi vecc|vecchia vecc|case cas|città città")]
    [InlineData("pt", "canções cançã|canção cançã|animais animal|professoras professor|papéis papel|rapidamente rapid|meninas menin|meninos menin")]
    [InlineData("nl", "boeken boek|huizen huis|brieven brief|manen man|maan man|katten kat|mogelijkheden mogelijkheid|grote grot")]
    [InlineData("ar", "والكتاب كتاب|الكتب كتب|كتابها كتاب|مدرسه مدرس|معلمون معلم|للناس ناس|من من")]
    public void Known_words_have_known_stems(string language, string pairs)
    {
        var stemmer = Stemmers.For(new LanguageCode(language))!;
        foreach (var pair in pairs.Split('|'))
        {
            var (word, stem) = (pair.Split(' ')[0], pair.Split(' ')[1]);
            Stem(stemmer, word).ShouldBe(stem, word);
        }
    }

    [StemwordsFact]
    public void English_stems_are_those_of_Snowball() => CompareWithSnowball(
        "en", "english", "aeioubcdfglmnprstvwxy'",
        "s es ed ing ly y ies ied eed eedly edly ingly sses us ss 's s' ational tional enci anci abli entli izer ization ation ator alism aliti alli "
        + "fulness ousli ousness iveness iviti biliti bli ogi fulli lessli li alize icate iciti ical ful ness ative al ance ence er ic able ible "
        + "ant ement ment ent ism ate iti ous ive ize ion sion tion e ll le gener commun arsen at bl iz tt dd");

    [StemwordsFact]
    public void German_stems_are_those_of_Snowball() => CompareWithSnowball(
        "de", "german", "aeiouäöüybdfghklmnrstßz", "e en es em er ern s st est end ung ig ik isch lich heit keit nis nisse erheit enlich igkeit lichkeit igung ß au eu");

    [StemwordsFact]
    public void Spanish_stems_are_those_of_Snowball() => CompareWithSnowball(
        "es", "spanish", "aeiouáéíóúübcdglmnñprstvz",
        "me se sela los nos las iéndo ándo ár ér ír ando iendo ar er ir yendo uyendo anza ico icas ismos able ible ista oso amiento imientos adora "
        + "ador ación acion aciones antes ancia logía logías ución ucion uciones encia encias amente mente idad idades iva ivos ativo abilidad icidad "
        + "ya yeron yó yamos en es éis emos gue gué guen arían iremos aba ada ía iera aste ieron ado ido as ís os a o á e é icamente adamente ivamente ablemente");

    [StemwordsFact]
    public void French_stems_are_those_of_Snowball() => CompareWithSnowball(
        "fr", "french", "aeiouyâàëéêèïîôûùçbcdghlmnpqrst",
        "ance iqu isme able iste eux atrice ateur ation ications logie usion utions ence ement ivement ativement eusement ablement iqument ièrement ité "
        + "abilité icité ivités if ives ative icatif eaux aux euse issement amment emment ment ments îmes ît i ie ies ira issait issante is it ions é ée "
        + "èrent era erai ait aient asse asses ant ion sion tion ier ière e s es enne onne ette elle eille ëe ï us ais qu quy par col tap");

    [StemwordsFact]
    public void Russian_stems_are_those_of_Snowball() => CompareWithSnowball(
        "ru", "russian", "аеиоуыэюяёбвгдклмнпрстшщ",
        "в вши вшись ив ивши ывшись ее ие ые ое ими ей ий ый ой его ого ему их ую юю ая яя ем нн вш ющ щ ивш ывш ующ ся сь ла на ете йте ли й л н ло но ет "
        + "ют ны ть ешь нно ила ена ейте уйте или ыли уй ил ен ят ует уют ит ить ишь ю а ев ов ье е иями ами и ией ям ах ях ы ь ию ья я ост ость ейш ейше аем ян");

    [Fact]
    public void Any_text_can_be_stemmed()
    {
        foreach (var language in Stemmers.Languages)
        {
            var stemmer = Stemmers.For(new LanguageCode(language))!;
            HostileText.Check(text => Stem(stemmer, text).Length <= (text.Length * 2) + 2, count: 500);
        }
    }

    private static string Stem(IStemmer stemmer, string text)
    {
        var word = new StemWord();
        word.Set(text);
        stemmer.Stem(word);
        return word.Chars.ToString();
    }

    // Words of the fixtures where there are some, and always words put together from random letters and real endings.
    private static void CompareWithSnowball(string language, string algorithm, string letters, string endings)
    {
        var words = new HashSet<string>(Vocabulary(language), StringComparer.Ordinal);
        var random = new Random(20261121);
        var parts = endings.Split(' ');
        while (words.Count < 60_000)
        {
            var root = string.Concat(Enumerable.Range(0, random.Next(0, 7)).Select(_ => letters[random.Next(letters.Length)]));
            words.Add(root + string.Concat(Enumerable.Range(0, random.Next(0, 4)).Select(_ => parts[random.Next(parts.Length)])));
        }

        words.Remove(string.Empty);
        var list = words.ToArray();
        var expected = StemwordsFactAttribute.Run(algorithm, list);
        expected.Length.ShouldBe(list.Length);
        var stemmer = Stemmers.For(new LanguageCode(language))!;
        var different = new List<string>();
        for (var i = 0; i < list.Length; i++)
            if (Stem(stemmer, list[i]) is var ours && !string.Equals(ours, expected[i], StringComparison.Ordinal))
                different.Add($"{list[i]}: {ours}, Snowball {expected[i]}");
        different.Count.ShouldBe(0, string.Join('\n', different.Take(20)));
    }

    private static IEnumerable<string> Vocabulary(string language)
    {
        foreach (var set in (string[])["xquad", "fastapi-docs", "lo-help-guide", "tldr"])
        {
            if (Fixtures.Find(set) is not { } folder) continue;
            var path = Path.Combine(folder, $"corpus.{language}.jsonl");
            if (!File.Exists(path)) continue;
            foreach (var line in File.ReadLines(path))
                using (var json = System.Text.Json.JsonDocument.Parse(line))
                {
                    var text = json.RootElement.GetProperty("text").GetString()!;
                    foreach (var word in WordSplitter.Split(text)) yield return word.Of(text).ToLowerInvariant();
                }
        }
    }
}
