//! Given names that tell a pronoun's person apart: data only. Names given to both are in neither row.

/// Given to women.
pub const WOMEN: &str = "adaeze adele adriana agatha agnieszka aicha aisha aiko akiko alejandra alessandra alexandra \
    alexis alicia alina alison aline allison alma alyssa amal amara amelia amina amira amrita ana anastasia andreea \
    angelica angelina anita anja anjali anke annabel annalena anneke annemarie annette annika antonia anya aoife \
    april arlene asha asma astrid audrey aurora ava avril ayesha ayse azadeh barbora beata beatrice beatriz becky \
    belinda bella berit bernadette beth bethany bettina bianca birgit bonnie brigitte bridget britta bronwyn \
    camila camilla camille cara carina carlotta carmen caroline carrie cassandra cassie catalina cecilia celeste \
    celia chantal charlene chelsea chiara chloe ciara claudia clara clarissa colette colleen connie constance cora \
    coral corinna courtney crystal dagmar daisy daniela daphne darlene deanna debbie deepa deirdre delia delphine \
    desiree dina dolly dorothea dora edith edna eilidh ekaterina eleanor eleni elaine elin elisa elise ella ellie \
    eloise elsa elsie emilia emilie emma erica erika erin esme esperanza estelle esther eunice eva evelina evie \
    faith fatima fatou faye felicity fernanda fleur flora florence franca francesca françoise freya frida fumiko \
    gabriela gabriella gabrielle gail gemma genevieve georgia georgina geraldine gerda gertrude gina giorgia giovanna \
    giselle giulia gladys glenda golda graciela grainne greta gretchen guadalupe gudrun gwen gwendolyn hae-won hana \
    hanna harriet hatice hazel hedwig heidi helga henrietta hilary hilda hilde holly hope ida ilaria ilona imogen \
    ines inés ingrid ioanna irena irene irina iris irma isabel isabelle isla isobel ivana ivy izabela jacinda jana \
    janelle janine jasmin jasmine jeanne jeannette jenna jenny jessie joanna joanne jo-ann jocelyn jodie johanna \
    josefina josephine josie joy juanita julia juliana julianne juliet juliette june justyna kaja kamala karin karina \
    karla katarina katarzyna katerina katharina katja katrin katrina kavita keiko kendra kerry kiera kim kirsten \
    kirsty krista kristen kristin kristina krystyna lakshmi lara larissa latoya lea leah leanne leila lena leona \
    leslie letitia lidia liliana lillian lily lindsay liv liz liza lizzie lois loretta lorna lorraine louisa louise \
    lourdes lucia lucía lucille lucinda lucy ludmila luisa lydia lyn lynn lynne mabel madeleine madeline magda \
    magdalena maggie maja mandy mara marcela marcia margarita margot marguerite mariam mariana marianne maribel \
    marina marion marisol marjorie marlene marta martina mary-ann matilda maud maureen maya medea mei melinda mercedes \
    meredith mette michaela mila mildred milena millicent mimi mina minna mira miranda miriam molly mona monica \
    monika monique morag muriel myra myriam nadia nadine naomi natasha nathalie natalia neha nellie nettie ngozi \
    niamh nichola nina noelle noémie nora noreen norma nur octavia odette olena olivia oona oprah orla paige paloma \
    pascale patience patsy patty pauline peggy penelope penny petra philippa phoebe phyllis pilar polly pooja portia \
    prudence rachael rafaela ragnhild ramona rani raquel razia rebekah regina renata renée renee rhiannon rhoda \
    rhonda rita roberta robin-lee romina ronja rosalie rosalind rosamund rosanna rose roseanne rosemary rosie \
    rowena roxana ruby sabine sabrina sadie sadia saida sakura sally-ann saskia selina selma serena shabana shannon \
    shauna shazia shelley sherry shirin sian siân sigrid silke silvia simona simone sinead sinéad siobhan sofia \
    solène soledad sonia sonja sonya sophie stacey stacy stella stephania sue sunita sunniva susanna susanne susie \
    suzanne svetlana sylvia sylvie tabitha tamara tanya tara tatiana tatyana teresa tess tessa thelma tilda tola \
    toni tracey tracy trudy uma una ursula usha valentina valeria valerie vanessa vasiliki vera verena verónica \
    veronica vicki vicky viola violet violeta viv vivian vivien vivienne whitney wilhelmina wilma winifred yasmin \
    yasmine yelena yesenia yolanda yuki yukiko yulia yvette yvonne zainab zara zeynep zoe zoë zofia zuzana";

/// Given to men.
pub const MEN: &str = "abdul abdullah abraham achim adebayo adolfo adrian ahmad ahmed aidan akira aleksandr aleksandar \
    alejandro alessandro alex alf alfonso alfred alfredo alistair allan allen alonzo alphonse alvaro álvaro ambrose \
    amir amit anand anatoly anders andré andre andreas andrei andrés andrzej andy angelo angus anil anton antonio \
    antoine archie ariel armand armando arnaud arne arnold arthur arturo arvind asif atsushi august augusto aurelio \
    axel bart bartosz basil bastian bernard bernardo bernd bertrand björn bjorn bo bob boris brad bram brandon \
    brendan brent brett bruno bud burak byron callum calvin cameron carlo carlos carlton carsten cedric cesar césar \
    chad chen christoph christophe christos chukwu cillian clarence claude claudio clay clayton clement cliff \
    clifford clint clinton clive cody colin colm conor conrad corey cormac craig cristian curt curtis cyril dai \
    damian damien damon danny dante daoud darius darrell darren daryl dean declan deepak demis denis derek dermot \
    desmond devon dewayne dexter diego dieter dietmar dimitri dino dirk dmitri dmitry dominic don donal donnie doug \
    duane dudley duncan dwayne dwight earl eamon ed eddie edgar eduardo edwin einar eli elliot elliott elmer elvis \
    emanuel emil emilio emmanuel enrico enrique enzo erdem erich ernest ernesto errol esteban étienne eugenio euan \
    evan evgeny ezra fabian fabio fabrice farid farouk felipe felix ferdinand fergus fernando fidel filip finn \
    florian floyd forrest francesco francis francisco franco franck françois frank-walter franklin franz fred \
    freddie frederic frédéric frederick friedrich fritz gareth garrett garry gaston gavin gennady geoff geoffrey \
    georg georges georgi geraint gerard gérard gerardo gerhard gianni gilbert gilberto giles giorgio giovanni giuseppe \
    glen glenn gonzalo gordon graham grant guido guillermo günter günther gunnar guy haakon habib hakan hamid \
    hamish hank hannes haruki harvey hassan hector héctor heinrich heinz helmut hendrik henri henrik herbert herman \
    hernan hideo hiroshi horace horst hosni howard hubert hugh hugo humberto hussein ibrahim idris ignacio igor \
    ike iker ilya imran ingo ioan isaac isaiah ismail ivan ivo iwan jacek jacques jaime jake jakob jakub jamal jan \
    janek jared jarosław jarrod jasper javier jay jean-baptiste jean-claude jean-luc jean-marc jean-paul jean-pierre \
    jed jens jeremiah jermaine jerome jérôme jesper jesús jimmy joachim joakim joão joaquin joel joey johan johann \
    johannes johnny jon jonas jonah jorge josef josh josé jules julian julien julio jun junaid juri kai kamal karel \
    kareem karim karl kazuo keir keiran kelvin kenji kenny kent kenta kerem khaled khalid kieran klaus knut konrad \
    konstantin kofi krzysztof kurt lamar lance lars lászló laurent laurence leandro lee leif len lennart leo leon \
    leonard leonardo leonid leroy lester lev lewis liam lionel lloyd lorenzo lothar lou louis luc luca lucas luciano \
    ludovic ludwig luigi luka lukas łukasz luther lyle magnus mahmoud maksim malcolm malik manfred manuel marcel \
    marcelo marcin marcus mariano mario marius markus marlon marshall martin martín marty marvin masato massimo \
    mateo mateusz mathieu mats matt matteo matthias matthieu maurice mauricio mauro max maxim maxime maximilian \
    mehdi mehmet mel melvin mick miguel mikael mikhail mikko milan miles milo milton miloš mohamed mohammad moritz \
    morten moses mungo murray mustafa naoki narendra nasser nathaniel neal ned neil nelson neville nick nicolas \
    nicolás niels nigel nikhil niklas nikolai nikos nils norbert norman oleg olaf oliver olivier olof omar orlando \
    oscar óscar osama osman otis otto owen pablo paddy paolo pascal patricio pavel pedro per percy pete \
    petr petros phil philippe pier pierce piers pierre pieter piotr prakash quentin quincy rafael rahul raj rajesh \
    rajiv ralf ramesh ramón ramon randall rashid raúl raul ravi ray reece reginald reinhard rémi rene rené reuben rex \
    rhys ricardo riccardo richie ricky ritchie robbie roberto rod roderick rodney rodrigo rogelio roland rolf roman \
    ron ronnie rory ross ruben rubén rufus rupert rusty ryan sachin sadiq saeed sal salim salman salvador salvatore \
    samir sandeep sandro sanjay santiago satoshi saul sebastian sebastián sergei sergey sergio seth seung-min shane \
    shaun shigeru sidney siegfried silvio simon slobodan søren spencer stan stanislav stanley stéphane stelios \
    stephan steffen stewart stuart sunil sven takashi takeshi tariq tarek taras tariq terence terrence thabo theo \
    theodore thierry thilo thomaz thorsten tiago timo timothée tobias toby tomas tomás tomasz tommaso tommy \
    tony torsten travis trent trevor tristan troy tunde udo ugo ulf ulrich umar umberto uwe vaclav václav \
    valentin valery vasily vaughn vernon victor vijay vikram vince vincenzo virgil vitaly vito vittorio vivek volker \
    wade waleed wally warren wendell werner wes wesley wilfred wilhelm wim winston wojciech wolfgang xavier yannick \
    yasser yevgeny yoshi yosef youssef yuri yves zac zach zbigniew zeke zoltán";
