using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>
/// Words that turn a statement round when one takes the place of the other. A reviewed table: pairs whose exchange is nearly always a contradiction, no synonyms
/// beyond them and no words that deny, which <see cref="Negation"/> knows. A word ending in <c>*</c> stands for all words that begin with it.
/// </summary>
internal static class Directions
{
    private static readonly Dictionary<string, (string[] One, string[] Other)[]> Tables = new(StringComparer.Ordinal)
    {
        ["en"] =
        [
            Pair("increas* rais* grow* grew rise* rising rose", "decreas* reduc* shrink* shrank fall falls fell fallen falling declin* drop drops dropped"),
            Pair("before earlier preced* prior", "after later follow* afterwards"),
            Pair("more", "less fewer"), Pair("most maxim* largest biggest", "least minim* smallest"), Pair("higher highest", "lower lowest"),
            Pair("high", "low"), Pair("larger bigger greater", "smaller"), Pair("large", "small"), Pair("longer longest", "shorter shortest"), Pair("long", "short"),
            Pair("faster fastest quicker", "slower slowest"), Pair("fast quick* rapid*", "slow slowly"), Pair("above exceed* over", "below under"),
            Pair("enabl*", "disabl*"), Pair("allow* permit*", "forbid* prohibit* disallow* forbad* deny denies denied"),
            Pair("includ*", "exclud*"), Pair("add adds added", "remov*"), Pair("accept*", "reject* refus*"), Pair("better best improv*", "worse worst worsen* degrad*"),
            Pair("stronger strong", "weaker weak"), Pair("cheap* inexpensive", "expensive costly dearer"), Pair("early", "late"), Pair("first", "last"),
            Pair("start* begin* began", "end ends ended stop stops stopped"), Pair("open* opened", "close* closed"), Pair("encrypt*", "decrypt*"), Pair("ascending", "descending"), Pair("succe*", "fail*"),
            Pair("many", "few"), Pair("often frequently", "rarely seldom"), Pair("same identical", "different"), Pair("easier easy simpler simple", "harder difficult hard"), Pair("dense", "sparse"),
            Pair("required mandatory necessary", "optional unnecessary"), Pair("safe safer", "unsafe dangerous"), Pair("public", "private"), Pair("internal", "external"), Pair("static", "dynamic"),
            Pair("valid", "invalid"), Pair("possible", "impossible"), Pair("online", "offline"), Pair("positive*", "negative*"), Pair("wide* broad*", "narrow*"), Pair("gain* win* won", "los* lost"),
            Pair("cause* causes", "prevent* avoid*"), Pair("useful helpful", "useless harmful"), Pair("correct* right", "incorrect* wrong"), Pair("exact*", "approximate*"), Pair("true", "false"),
        ],
        ["de"] =
        [
            Pair("erhöh* steig* wächst wachs* zunimm* zunehm* gestiegen", "senk* sink* verringer* verkleiner* fällt fallen abnimm* abnehm* reduzier* gesunken"), Pair("vor vorher früher", "nach nachher später danach"),
            Pair("mehr", "weniger"), Pair("höchst* maxim*", "niedrigst* minim* mindest*"), Pair("höher*", "niedriger* tiefer*"), Pair("größer* größt*", "kleiner* kleinst*"), Pair("länger*", "kürzer*"),
            Pair("schneller* schnell", "langsamer* langsam"), Pair("über oberhalb", "unter unterhalb"), Pair("aktivier* einschalt*", "deaktivier* ausschalt* abschalt*"), Pair("erlaub* gestatt*", "verbiet* verbot* untersag*"),
            Pair("besser* best*", "schlechter* schlechtest*"), Pair("annehm* angenommen akzeptier*", "ablehn* abgelehnt"), Pair("erst* anfang*", "letzt* ende"), Pair("oft häufig*", "selten*"),
        ],
        ["es"] =
        [
            Pair("aument* crec* sub*", "disminu* reduc* baj* decrec*"), Pair("antes", "después"), Pair("más", "menos"), Pair("máxim* mayor mayores", "mínim* menor menores"), Pair("habilit* activ*", "deshabilit* desactiv*"),
            Pair("permit*", "prohib*"), Pair("mejor*", "peor* empeor*"), Pair("alto alta altos altas", "bajo baja bajos bajas"), Pair("rápid*", "lent*"), Pair("primer*", "últim*"), Pair("acept*", "rechaz*"),
        ],
        ["fr"] =
        [
            Pair("augment* accro* croî* mont*", "diminu* rédui* baiss* décro*"), Pair("avant", "après"), Pair("plus", "moins"), Pair("maxim*", "minim*"), Pair("activ*", "désactiv*"), Pair("autoris* permet*", "interdi*"),
            Pair("meilleur* mieux", "pire pires"), Pair("haut haute élevé*", "bas basse faible*"), Pair("rapide*", "lent*"), Pair("premier* première*", "dernier* dernière*"), Pair("accept*", "refus* rejet*"),
        ],
        ["it"] = [Pair("aument* cresc*", "diminu* ridu* cal*"), Pair("prima", "dopo"), Pair("più", "meno"), Pair("massim*", "minim*"), Pair("abilit* attiv*", "disabilit* disattiv*"), Pair("miglior*", "peggior*")],
        ["pt"] = [Pair("aument* cresc*", "diminu* reduz*"), Pair("antes", "depois após"), Pair("mais", "menos"), Pair("máxim*", "mínim*"), Pair("ativ* habilit*", "desativ* desabilit*"), Pair("melhor*", "pior*")],
        ["nl"] = [Pair("verhog* stijg* groei*", "verlag* daal* dalen verminder*"), Pair("voor eerder", "na later"), Pair("meer", "minder"), Pair("maxim*", "minim*"), Pair("hoger*", "lager*")],
        ["ru"] = [Pair("увелич* раст* повыш* рост*", "уменьш* сниж* пада* сокращ*"), Pair("до раньше прежде", "после позже"), Pair("больше более", "меньше менее"), Pair("максим*", "миним*"), Pair("включ*", "выключ* отключ*"), Pair("разреш*", "запре*"), Pair("лучш*", "худш*"), Pair("выше", "ниже"), Pair("первы* перва*", "последн*")],
    };

    /// <summary>Number of pairs of a language.</summary>
    public static int CountOf(string language) => Tables.TryGetValue(language, out var pairs) ? pairs.Length : 0;

    /// <summary>The pair that a word in lower case belongs to, with its side, or null.</summary>
    public static (int Pair, bool IsOther)? Find(string language, string word)
    {
        if (!Tables.TryGetValue(language, out var pairs)) return null;
        for (var i = 0; i < pairs.Length; i++)
        {
            if (IsAmong(word, pairs[i].One)) return (i, false);
            if (IsAmong(word, pairs[i].Other)) return (i, true);
        }

        return null;
    }

    private static (string[] One, string[] Other) Pair(string one, string other) => (one.Split(' '), other.Split(' '));

    private static bool IsAmong(string word, string[] words)
    {
        foreach (var known in words)
            if (known[^1] == '*' ? word.AsSpan().StartsWith(known.AsSpan(0, known.Length - 1), StringComparison.Ordinal) : string.Equals(word, known, StringComparison.Ordinal)) return true;
        return false;
    }
}
